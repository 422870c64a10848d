;; The inner loops of the vector index: 12-bit codes of vectors, their sign bits, and scans
;; over both. `kernel.ts` says what is where in memory. Widths are multiples of 128.
;;
;; A row of codes holds, for a vector x with scale s = max|x| / 2039, the whole numbers
;; c = round(x / s) as c = 16 h + l: first every h, a signed byte (-128 to 127), then every l
;; (-8 to 7) plus 8 in four bits. Of each 32 dimensions the first 16 are in the low halves of
;; 16 bytes, the others in the high halves.

(module
  (import "index" "memory" (memory 1))

  ;; Codes of one vector.
  ;; x: float32 [width]; codes: where they go; returns s.
  (func $encode (export "encode") (param $x i32) (param $codes i32) (param $width i32) (result f32)
    (local $end i32) (local $p i32) (local $low i32) (local $max v128) (local $largest f32)
    (local $inverse v128) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $x) (i32.shl (local.get $width) (i32.const 2))))
    (local.set $low (i32.add (local.get $codes) (local.get $width)))
    (local.set $p (local.get $x))
    (loop $next
      (local.set $max (f32x4.max (local.get $max) (f32x4.abs (v128.load (local.get $p)))))
      (local.set $p (i32.add (local.get $p) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $p) (local.get $end))))
    (local.set $largest
      (f32.max
        (f32.max (f32x4.extract_lane 0 (local.get $max)) (f32x4.extract_lane 1 (local.get $max)))
        (f32.max (f32x4.extract_lane 2 (local.get $max)) (f32x4.extract_lane 3 (local.get $max)))))
    (local.set $inverse (f32x4.splat (f32.div (f32.const 2039) (local.get $largest))))
    (loop $next
      ;; a, b, c, d: 8 numbers each, 16 bits wide.
      (local.set $a (call $round8 (local.get $x) (local.get $inverse)))
      (local.set $b (call $round8 (i32.add (local.get $x) (i32.const 32)) (local.get $inverse)))
      (local.set $c (call $round8 (i32.add (local.get $x) (i32.const 64)) (local.get $inverse)))
      (local.set $d (call $round8 (i32.add (local.get $x) (i32.const 96)) (local.get $inverse)))
      (v128.store (local.get $codes)
        (i8x16.narrow_i16x8_s (call $high (local.get $a)) (call $high (local.get $b))))
      (v128.store offset=16 (local.get $codes)
        (i8x16.narrow_i16x8_s (call $high (local.get $c)) (call $high (local.get $d))))
      (v128.store (local.get $low)
        (v128.or
          (i8x16.narrow_i16x8_u (call $low4 (local.get $a)) (call $low4 (local.get $b)))
          (i8x16.shl
            (i8x16.narrow_i16x8_u (call $low4 (local.get $c)) (call $low4 (local.get $d)))
            (i32.const 4))))
      (local.set $codes (i32.add (local.get $codes) (i32.const 32)))
      (local.set $low (i32.add (local.get $low) (i32.const 16)))
      (local.set $x (i32.add (local.get $x) (i32.const 128)))
      (br_if $next (i32.lt_u (local.get $x) (local.get $end))))
    (f32.div (local.get $largest) (f32.const 2039)))

  ;; Eight numbers times a factor, rounded, 16 bits wide.
  (func $round8 (param $x i32) (param $factor v128) (result v128)
    (i16x8.narrow_i32x4_s
      (i32x4.trunc_sat_f32x4_s
        (f32x4.nearest (f32x4.mul (v128.load (local.get $x)) (local.get $factor))))
      (i32x4.trunc_sat_f32x4_s
        (f32x4.nearest (f32x4.mul (v128.load offset=16 (local.get $x)) (local.get $factor))))))

  ;; h of eight c.
  (func $high (param $c v128) (result v128)
    (i16x8.shr_s (i16x8.add (local.get $c) (i16x8.splat (i32.const 8))) (i32.const 4)))

  ;; l + 8 of eight c.
  (func $low4 (param $c v128) (result v128)
    (v128.and (i16x8.add (local.get $c) (i16x8.splat (i32.const 8))) (i16x8.splat (i32.const 15))))

  ;; c of eight dimensions, 16 bits wide, from eight h and eight l + 8 (both 16 bits wide).
  (func $join (param $high v128) (param $low v128) (result v128)
    (i16x8.sub
      (i16x8.add (i16x8.shl (local.get $high) (i32.const 4)) (local.get $low))
      (i16x8.splat (i32.const 8))))

  ;; The inverse of encode.
  ;; x: float32 [width], where the vector goes.
  (func $decode (export "decode") (param $codes i32) (param $scale f32) (param $width i32) (param $x i32)
    (local $end i32) (local $low i32) (local $bytes v128) (local $s v128)
    (local.set $s (f32x4.splat (local.get $scale)))
    (local.set $low (i32.add (local.get $codes) (local.get $width)))
    (local.set $end (local.get $low))
    (loop $next
      (local.set $bytes (v128.and (v128.load (local.get $low)) (i8x16.splat (i32.const 15))))
      (call $decode16 (v128.load (local.get $codes)) (local.get $bytes) (local.get $s) (local.get $x))
      (local.set $bytes (i8x16.shr_u (v128.load (local.get $low)) (i32.const 4)))
      (call $decode16 (v128.load offset=16 (local.get $codes)) (local.get $bytes) (local.get $s)
        (i32.add (local.get $x) (i32.const 64)))
      (local.set $x (i32.add (local.get $x) (i32.const 128)))
      (local.set $low (i32.add (local.get $low) (i32.const 16)))
      (local.set $codes (i32.add (local.get $codes) (i32.const 32)))
      (br_if $next (i32.lt_u (local.get $codes) (local.get $end)))))

  (func $decode16 (param $high v128) (param $low v128) (param $scale v128) (param $x i32)
    (call $decode8
      (call $join
        (i16x8.extend_low_i8x16_s (local.get $high)) (i16x8.extend_low_i8x16_u (local.get $low)))
      (local.get $scale) (local.get $x))
    (call $decode8
      (call $join
        (i16x8.extend_high_i8x16_s (local.get $high)) (i16x8.extend_high_i8x16_u (local.get $low)))
      (local.get $scale) (i32.add (local.get $x) (i32.const 32))))

  (func $decode8 (param $c v128) (param $scale v128) (param $x i32)
    (v128.store (local.get $x)
      (f32x4.mul (local.get $scale)
        (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $c)))))
    (v128.store offset=16 (local.get $x)
      (f32x4.mul (local.get $scale)
        (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $c))))))

  ;; One bit a dimension: set where x is above the centre.
  ;; x, centre: float32 [width]; bits: width / 8 bytes.
  (func $signs (export "signs") (param $x i32) (param $centre i32) (param $width i32) (param $bits i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $x) (i32.shl (local.get $width) (i32.const 2))))
    (loop $next
      (i32.store16 (local.get $bits)
        (i8x16.bitmask
          (i8x16.narrow_i16x8_s
            (i16x8.narrow_i32x4_s
              (f32x4.gt (v128.load (local.get $x)) (v128.load (local.get $centre)))
              (f32x4.gt (v128.load offset=16 (local.get $x)) (v128.load offset=16 (local.get $centre))))
            (i16x8.narrow_i32x4_s
              (f32x4.gt (v128.load offset=32 (local.get $x)) (v128.load offset=32 (local.get $centre)))
              (f32x4.gt (v128.load offset=48 (local.get $x)) (v128.load offset=48 (local.get $centre)))))))
      (local.set $centre (i32.add (local.get $centre) (i32.const 64)))
      (local.set $bits (i32.add (local.get $bits) (i32.const 2)))
      (local.set $x (i32.add (local.get $x) (i32.const 64)))
      (br_if $next (i32.lt_u (local.get $x) (local.get $end)))))

  ;; In how many bits each of many rows differs from a query.
  ;; bits: [count, bytes]; query: [bytes]; distances: where they go, uint16 [count];
  ;; histogram: uint32 [8 bytes + 1], to which the number of rows at each distance is added.
  (func (export "scan") (param $bits i32) (param $count i32) (param $bytes i32) (param $query i32)
    (param $distances i32) (param $histogram i32)
    (local $last i32) (local $end i32) (local $q i32) (local $sum i64) (local $slot i32)
    (if (i32.eqz (local.get $count)) (then (return)))
    (local.set $last (i32.add (local.get $distances) (i32.shl (local.get $count) (i32.const 1))))
    (loop $row
      (local.set $end (i32.add (local.get $bits) (local.get $bytes)))
      (local.set $q (local.get $query))
      (local.set $sum (i64.const 0))
      (loop $words
        (local.set $sum
          (i64.add (local.get $sum)
            (i64.add
              (i64.popcnt (i64.xor (i64.load (local.get $bits)) (i64.load (local.get $q))))
              (i64.popcnt
                (i64.xor (i64.load offset=8 (local.get $bits)) (i64.load offset=8 (local.get $q)))))))
        (local.set $q (i32.add (local.get $q) (i32.const 16)))
        (local.set $bits (i32.add (local.get $bits) (i32.const 16)))
        (br_if $words (i32.lt_u (local.get $bits) (local.get $end))))
      (i64.store16 (local.get $distances) (local.get $sum))
      (local.set $slot
        (i32.add (local.get $histogram) (i32.shl (i32.wrap_i64 (local.get $sum)) (i32.const 2))))
      (i32.store (local.get $slot) (i32.add (i32.load (local.get $slot)) (i32.const 1)))
      (local.set $distances (i32.add (local.get $distances) (i32.const 2)))
      (br_if $row (i32.lt_u (local.get $distances) (local.get $last)))))

  ;; The rows at a distance from `above` (left out) to `most` (taken in).
  ;; distances: uint16 [count], readable to a multiple of 8; rows: where they go, uint32;
  ;; returns how many there are.
  (func (export "collect") (param $distances i32) (param $count i32) (param $above i32) (param $most i32)
    (param $rows i32) (result i32)
    (local $row i32) (local $mask i32) (local $found i32) (local $eight v128)
    (if (i32.eqz (local.get $count)) (then (return (i32.const 0))))
    (loop $next
      (local.set $eight (v128.load (local.get $distances)))
      (local.set $mask
        (i16x8.bitmask
          (v128.and
            (i16x8.gt_s (local.get $eight) (i16x8.splat (local.get $above)))
            (i16x8.le_s (local.get $eight) (i16x8.splat (local.get $most))))))
      (block $none
        (br_if $none (i32.eqz (local.get $mask)))
        (loop $bit
          (i32.store
            (i32.add (local.get $rows) (i32.shl (local.get $found) (i32.const 2)))
            (i32.add (local.get $row) (i32.ctz (local.get $mask))))
          (local.set $found
            (i32.add (local.get $found)
              (i32.lt_u (i32.add (local.get $row) (i32.ctz (local.get $mask))) (local.get $count))))
          (local.set $mask
            (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))
          (br_if $bit (local.get $mask))))
      (local.set $distances (i32.add (local.get $distances) (i32.const 16)))
      (local.set $row (i32.add (local.get $row) (i32.const 8)))
      (br_if $next (i32.lt_u (local.get $row) (local.get $count))))
    (local.get $found))

  ;; Inner products of a query with some rows of codes.
  ;; codes: [any, 3/2 width]; scales: float32 [any]; rows: uint32 [count], indices into both;
  ;; query: int16 [width], small enough that no sum overflows; unit: what 1 of the query is
  ;; worth; products: where they go, float32 [count].
  (func (export "products") (param $codes i32) (param $scales i32) (param $width i32)
    (param $rows i32) (param $count i32) (param $query i32) (param $unit f32) (param $products i32)
    (local $last i32) (local $high i32) (local $low i32) (local $end i32) (local $q i32)
    (local $row i32) (local $bytes v128) (local $a v128) (local $b v128) (local $h v128)
    (if (i32.eqz (local.get $count)) (then (return)))
    (local.set $last (i32.add (local.get $rows) (i32.shl (local.get $count) (i32.const 2))))
    (loop $next
      (local.set $row (i32.load (local.get $rows)))
      (local.set $high
        (i32.add (local.get $codes)
          (i32.mul (local.get $row)
            (i32.add (local.get $width) (i32.shr_u (local.get $width) (i32.const 1))))))
      (local.set $low (i32.add (local.get $high) (local.get $width)))
      (local.set $end (local.get $low))
      (local.set $q (local.get $query))
      (local.set $a (v128.const i32x4 0 0 0 0))
      (local.set $b (v128.const i32x4 0 0 0 0))
      (loop $dims
        (local.set $h (v128.load (local.get $high)))
        (local.set $bytes (v128.and (v128.load (local.get $low)) (i8x16.splat (i32.const 15))))
        (local.set $a (i32x4.add (local.get $a)
          (i32x4.dot_i16x8_s (v128.load (local.get $q))
            (call $join
              (i16x8.extend_low_i8x16_s (local.get $h))
              (i16x8.extend_low_i8x16_u (local.get $bytes))))))
        (local.set $b (i32x4.add (local.get $b)
          (i32x4.dot_i16x8_s (v128.load offset=16 (local.get $q))
            (call $join
              (i16x8.extend_high_i8x16_s (local.get $h))
              (i16x8.extend_high_i8x16_u (local.get $bytes))))))
        (local.set $h (v128.load offset=16 (local.get $high)))
        (local.set $bytes (i8x16.shr_u (v128.load (local.get $low)) (i32.const 4)))
        (local.set $a (i32x4.add (local.get $a)
          (i32x4.dot_i16x8_s (v128.load offset=32 (local.get $q))
            (call $join
              (i16x8.extend_low_i8x16_s (local.get $h))
              (i16x8.extend_low_i8x16_u (local.get $bytes))))))
        (local.set $b (i32x4.add (local.get $b)
          (i32x4.dot_i16x8_s (v128.load offset=48 (local.get $q))
            (call $join
              (i16x8.extend_high_i8x16_s (local.get $h))
              (i16x8.extend_high_i8x16_u (local.get $bytes))))))
        (local.set $q (i32.add (local.get $q) (i32.const 64)))
        (local.set $low (i32.add (local.get $low) (i32.const 16)))
        (local.set $high (i32.add (local.get $high) (i32.const 32)))
        (br_if $dims (i32.lt_u (local.get $high) (local.get $end))))
      (f32.store (local.get $products)
        (f32.mul
          (f32.mul
            (f32.load
              (i32.add (local.get $scales) (i32.shl (local.get $row) (i32.const 2))))
            (local.get $unit))
          (f32.convert_i32_s (call $sum4 (i32x4.add (local.get $a) (local.get $b))))))
      (local.set $products (i32.add (local.get $products) (i32.const 4)))
      (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
      (br_if $next (i32.lt_u (local.get $rows) (local.get $last)))))

  (func $sum4 (param $v v128) (result i32)
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v)))
      (i32.add (i32x4.extract_lane 2 (local.get $v)) (i32x4.extract_lane 3 (local.get $v)))))
)
