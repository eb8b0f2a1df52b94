package state

// Pack lets fuzzing reach what stands behind the compression.
var Pack = pack
