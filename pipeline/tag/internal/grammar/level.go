package grammar

// A weight is kept in a byte, as the code of one of 255 levels from -32767 to
// 32767. They lie closer together near 0, about 4 % apart far from it: an error in
// proportion to the weight costs nothing that can be measured, and half of the
// memory is twice as often near the processor.
var levels = func() (all [256]int32) {
	const (
		unit  = 1 << 16
		first = 2265 * unit / 10 // what the steps grow from, so that the last level is 32767
	)
	v := int64(0)
	for code := 1; code < 128; code++ {
		v += (v + first) / 25
		all[code] = int32((v + unit/2) / unit)
		all[256-code] = -all[code]
	}
	return all
}()

// code returns the code of the level nearest to v.
func code(v int16) byte {
	size := int32(v)
	if size < 0 {
		size = -size
	}
	c := 0
	for c < 127 && levels[c+1]-size <= size-levels[c] {
		c++
	}
	if v < 0 {
		c = 256 - c
	}
	return byte(c)
}

// appendWeight appends the code of a weight.
func appendWeight(dst []byte, v float64) []byte { return append(dst, code(round(v))) }

type (
	tagWeights   = [1 << tagBits]byte
	labelWeights = [1 << labelBits]byte
)

// weigh sums the weights of the features for each of the classes.
func weigh[T tagWeights | labelWeights](weights *T, feats []uint32, classes []uint8, sums []int32) {
	sums = sums[:len(classes)]
	i := 0
	for ; i+1 < len(classes); i += 2 {
		sums[i], sums[i+1] = weighTwo(weights, feats, classes[i], classes[i+1])
	}
	if i < len(classes) {
		sums[i], _ = weighTwo(weights, feats, classes[i], classes[i])
	}
}

// weighTwo is the inner loop of weigh: so many classes at a time that all stays in
// registers.
func weighTwo[T tagWeights | labelWeights](weights *T, feats []uint32, a, b uint8) (sa, sb int32) {
	_ = (*weights)[0]
	for _, f := range feats {
		f &= uint32(len(*weights) - 1)
		sa += levels[(*weights)[f^uint32(a)]]
		sb += levels[(*weights)[f^uint32(b)]]
	}
	return sa, sb
}
