package grammar

import "testing"

// A code stands for a level within some per cent of the weight.
func TestLevels(t *testing.T) {
	if levels[127] < 32700 || levels[127] > 32767 {
		t.Errorf("the highest level is %d", levels[127])
	}
	for v := -32767; v <= 32767; v++ {
		got := int(levels[code(int16(v))])
		if off := max(got-v, v-got); off > 5 && off*45 > max(v, -v)+227 {
			t.Fatalf("%d becomes %d", v, got)
		}
	}
}
