package tokenize

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"

	"backchannel/schema"
)

// model holds two linear classifiers over hashed features, one that cuts chunks
// into words and one that cuts words into sentences, and two lexicons.
type model struct {
	words     weights
	sentences weights
	joined    map[uint32]uint8 // hash of a word in lower case that hides a border ("cannot") → the byte of the border
	lower     lexicon          // how a word is written inside sentences
	sum       string           // fingerprint of the file
}

// weights are one byte a feature; a feature's place is its hash. The sum of the
// weights times scale, plus bias, is the log odds of a border.
type weights struct {
	w     []int8 // a power of two
	scale float32
	bias  float32
}

// border reports whether the features speak for a border.
func (w *weights) border(features []uint32) bool { return w.odds(features) > 0 }

func (w *weights) odds(features []uint32) float32 {
	mask := uint32(len(w.w) - 1)
	var sum int32
	for _, f := range features {
		sum += int32(w.w[f&mask])
	}
	return float32(sum)*w.scale + w.bias
}

// The file: magic, then for each classifier the binary logarithm of its size,
// scale and bias, and its weights; then the lexicons. Numbers are little endian.
const magic = "backchannel tokenize 1\n"

func (m *model) write(to io.Writer) error {
	var b bytes.Buffer
	b.WriteString(magic)
	for _, w := range []*weights{&m.words, &m.sentences} {
		put(&b, uint32(len(w.w)))
		put(&b, math.Float32bits(w.scale))
		put(&b, math.Float32bits(w.bias))
		for _, v := range w.w {
			b.WriteByte(byte(v))
		}
	}
	put(&b, uint32(len(m.joined)))
	for _, k := range sorted(m.joined) {
		put(&b, k)
		b.WriteByte(m.joined[k])
	}
	put(&b, uint32(len(m.lower)))
	b.Write(m.lower)
	_, err := to.Write(b.Bytes())
	return err
}

func put(b *bytes.Buffer, v uint32) { b.Write(binary.LittleEndian.AppendUint32(nil, v)) }

var errModel = errors.New("not a model of this version")

func read(data []byte) (m *model, err error) {
	m = &model{joined: map[uint32]uint8{}, sum: schema.Key(string(data))}
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, errModel
	}
	take := func(n int) []byte {
		if n < 0 || n > len(rest) {
			err = errModel
			return make([]byte, max(0, min(n, 4)))
		}
		head := rest[:n]
		rest = rest[n:]
		return head
	}
	number := func() uint32 { return binary.LittleEndian.Uint32(take(4)) }
	for _, w := range []*weights{&m.words, &m.sentences} {
		n := int(number())
		w.scale, w.bias = math.Float32frombits(number()), math.Float32frombits(number())
		if n == 0 || n&(n-1) != 0 {
			return nil, errModel
		}
		raw := take(n)
		w.w = make([]int8, len(raw))
		for i, v := range raw {
			w.w[i] = int8(v)
		}
	}
	for range number() {
		if err != nil {
			return nil, err
		}
		key := number()
		m.joined[key] = take(1)[0]
	}
	m.lower = lexicon(take(int(number())))
	if n := len(m.lower); n == 0 || n&(n-1) != 0 {
		return nil, errModel
	}
	return m, err
}

//go:embed model.bin
var shipped []byte

var defaultModel = sync.OnceValue(func() *model {
	m, err := read(shipped)
	if err != nil {
		panic(fmt.Sprintf("tokenize: the embedded model: %v", err)) // a build without its model
	}
	return m
})

// lexicon remembers in one byte, found by hash, how a word is written where no
// sentence begins: 0 unknown, 1 mostly in lower case … 4 always capitalized.
type lexicon []byte

func (l lexicon) of(lower uint32) uint32 { return uint32(l[lower&uint32(len(l)-1)]) }
