// Package schema is the contract that every room of Backchannel shares: a
// document and the layers that stages lay over it, the record that is kept of
// it, the graph that records fold into, and the ontology that says what to
// look for.
//
// The types have plain exported fields and point with indices, not pointers, so
// a value can be copied, printed, sent and compared. Offsets are bytes of the
// UTF-8 text, half open, everywhere in Go; in JSON (Record) they are Unicode
// code points, as spaCy and brat count them.
//
// schema imports nothing of this module.
package schema
