package project

// SetPiece sets how many items stay in memory, and returns what sets it back.
func SetPiece(n int) func() {
	before := piece
	piece = n
	return func() { piece = before }
}
