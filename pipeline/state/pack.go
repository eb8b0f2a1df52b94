package state

import (
	_ "embed"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Trees and records are small, and of one document much like of another: packed each by
// itself, they take a tenth less space with a dictionary of how they begin. These were
// made once, of the texts in testdata, and belong to the form of the file: what was
// packed with one cannot be read without it, so another one gets a number of its own.
var (
	//go:embed dictionary/trees.1
	treesDictionary []byte
	//go:embed dictionary/record.2
	recordDictionary []byte
)

// codec packs and unpacks, with zstd, whose checksums tell damage; all of it may be used
// by many at once.
var codec = sync.OnceValue(func() (c struct {
	any, trees, record *zstd.Encoder
	*zstd.Decoder
}) {
	// Without a reader or writer and with these options none of them can fail.
	packer := func(options ...zstd.EOption) *zstd.Encoder {
		e, _ := zstd.NewWriter(nil, append(options, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))...)
		return e
	}
	c.any = packer()
	c.trees = packer(zstd.WithEncoderDictRaw(1, treesDictionary), zstd.WithEncoderLevel(zstd.SpeedFastest))
	c.record = packer(zstd.WithEncoderDictRaw(2, recordDictionary), zstd.WithEncoderLevel(zstd.SpeedFastest))
	c.Decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<30),
		zstd.WithDecoderDictRaw(1, treesDictionary), zstd.WithDecoderDictRaw(2, recordDictionary))
	return c
})

func pack(data []byte) []byte { return codec().any.EncodeAll(data, nil) }

func packTrees(data []byte) []byte { return codec().trees.EncodeAll(data, nil) }

func packRecord(data []byte) []byte { return codec().record.EncodeAll(data, nil) }

func unpack(data []byte) ([]byte, error) { return codec().DecodeAll(data, nil) }
