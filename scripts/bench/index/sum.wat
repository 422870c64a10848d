;; A plain sum over bytes, as fast as one thread reads memory.
(module
  (import "sum" "memory" (memory 1))
  ;; count: bytes, a multiple of 64.
  (func (export "sum") (param $count i32) (result i64)
    (local $p i32) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $next
      (local.set $a (i64x2.add (local.get $a) (v128.load (local.get $p))))
      (local.set $b (i64x2.add (local.get $b) (v128.load offset=16 (local.get $p))))
      (local.set $c (i64x2.add (local.get $c) (v128.load offset=32 (local.get $p))))
      (local.set $d (i64x2.add (local.get $d) (v128.load offset=48 (local.get $p))))
      (local.set $p (i32.add (local.get $p) (i32.const 64)))
      (br_if $next (i32.lt_u (local.get $p) (local.get $count))))
    (local.set $a
      (i64x2.add (i64x2.add (local.get $a) (local.get $b)) (i64x2.add (local.get $c) (local.get $d))))
    (i64.add (i64x2.extract_lane 0 (local.get $a)) (i64x2.extract_lane 1 (local.get $a)))))
