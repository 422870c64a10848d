;; Products of matrices of 32-bit floats, for teaching in the tab.
(module
  (import "matrix" "memory" (memory 1))

  (func $sum (param $v v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $v)) (f32x4.extract_lane 1 (local.get $v)))
      (f32.add (f32x4.extract_lane 2 (local.get $v)) (f32x4.extract_lane 3 (local.get $v)))))

  ;; Two sums, one below the other in the result.
  (func $store (param $at i32) (param $row i32) (param $upper v128) (param $lower v128)
    (f32.store (local.get $at) (call $sum (local.get $upper)))
    (f32.store (i32.add (local.get $at) (local.get $row)) (call $sum (local.get $lower))))

  ;; c[m, n] = a[m, k] · b[n, k]ᵀ, all row-major: m even, n and k multiples of 4. Two rows of a
  ;; meet four rows of b at a time, so that every number that is read is used more than once.
  (func (export "multiply")
    (param $a i32) (param $b i32) (param $c i32) (param $m i32) (param $n i32) (param $k i32)
    (local $line i32) (local $row i32) (local $endA i32) (local $endB i32) (local $end i32)
    (local $b0 i32) (local $p i32) (local $x0 v128) (local $x1 v128) (local $y v128)
    (local $s00 v128) (local $s01 v128) (local $s02 v128) (local $s03 v128)
    (local $s10 v128) (local $s11 v128) (local $s12 v128) (local $s13 v128)
    (local.set $line (i32.shl (local.get $k) (i32.const 2)))
    (local.set $row (i32.shl (local.get $n) (i32.const 2)))
    (local.set $endA (i32.add (local.get $a) (i32.mul (local.get $m) (local.get $line))))
    (local.set $endB (i32.add (local.get $b) (i32.mul (local.get $n) (local.get $line))))
    (loop $rows
      (local.set $end (i32.add (local.get $a) (local.get $line)))
      (local.set $b0 (local.get $b))
      (loop $columns
        (local.set $s00 (v128.const f32x4 0 0 0 0))
        (local.set $s01 (v128.const f32x4 0 0 0 0))
        (local.set $s02 (v128.const f32x4 0 0 0 0))
        (local.set $s03 (v128.const f32x4 0 0 0 0))
        (local.set $s10 (v128.const f32x4 0 0 0 0))
        (local.set $s11 (v128.const f32x4 0 0 0 0))
        (local.set $s12 (v128.const f32x4 0 0 0 0))
        (local.set $s13 (v128.const f32x4 0 0 0 0))
        (local.set $p (local.get $a))
        (loop $along
          (local.set $x0 (v128.load (local.get $p)))
          (local.set $x1 (v128.load (i32.add (local.get $p) (local.get $line))))
          (local.set $y (v128.load (local.get $b0)))
          (local.set $s00 (f32x4.add (local.get $s00) (f32x4.mul (local.get $x0) (local.get $y))))
          (local.set $s10 (f32x4.add (local.get $s10) (f32x4.mul (local.get $x1) (local.get $y))))
          (local.set $y (v128.load (i32.add (local.get $b0) (local.get $line))))
          (local.set $s01 (f32x4.add (local.get $s01) (f32x4.mul (local.get $x0) (local.get $y))))
          (local.set $s11 (f32x4.add (local.get $s11) (f32x4.mul (local.get $x1) (local.get $y))))
          (local.set $y (v128.load (i32.add (local.get $b0) (i32.shl (local.get $line) (i32.const 1)))))
          (local.set $s02 (f32x4.add (local.get $s02) (f32x4.mul (local.get $x0) (local.get $y))))
          (local.set $s12 (f32x4.add (local.get $s12) (f32x4.mul (local.get $x1) (local.get $y))))
          (local.set $y (v128.load (i32.add (local.get $b0) (i32.mul (local.get $line) (i32.const 3)))))
          (local.set $s03 (f32x4.add (local.get $s03) (f32x4.mul (local.get $x0) (local.get $y))))
          (local.set $s13 (f32x4.add (local.get $s13) (f32x4.mul (local.get $x1) (local.get $y))))
          (local.set $b0 (i32.add (local.get $b0) (i32.const 16)))
          (local.set $p (i32.add (local.get $p) (i32.const 16)))
          (br_if $along (i32.lt_u (local.get $p) (local.get $end))))
        (call $store (local.get $c) (local.get $row) (local.get $s00) (local.get $s10))
        (call $store (i32.add (local.get $c) (i32.const 4)) (local.get $row) (local.get $s01) (local.get $s11))
        (call $store (i32.add (local.get $c) (i32.const 8)) (local.get $row) (local.get $s02) (local.get $s12))
        (call $store (i32.add (local.get $c) (i32.const 12)) (local.get $row) (local.get $s03) (local.get $s13))
        (local.set $c (i32.add (local.get $c) (i32.const 16)))
        ;; Past the first of the four rows; three more.
        (local.set $b0 (i32.add (local.get $b0) (i32.mul (local.get $line) (i32.const 3))))
        (br_if $columns (i32.lt_u (local.get $b0) (local.get $endB))))
      ;; The second of the two rows is written.
      (local.set $c (i32.add (local.get $c) (local.get $row)))
      (local.set $a (i32.add (local.get $a) (i32.shl (local.get $line) (i32.const 1))))
      (br_if $rows (i32.lt_u (local.get $a) (local.get $endA)))))
)
