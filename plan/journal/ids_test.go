package journal

import (
	"fmt"
	"testing"

	"github.com/oudpath/oudpath/plan/record"
	"github.com/stretchr/testify/require"
)

// The set says what a map says.
func TestIDSetIsAMap(t *testing.T) {
	m := newMaker(7)
	var set idSet
	places := make(map[record.EventID]int)
	for range 20_000 {
		id := record.EventID(fmt.Sprint(m.IntN(12_000)))
		want, there := places[id]
		if !there {
			want = len(places)
			places[id] = want
		}
		place, added := set.add(id)
		require.Equal(t, !there, added)
		require.Equal(t, want, place)
	}
}

// Where hashes are the same, the texts still tell IDs apart.
func TestIDSetWhereHashesCollide(t *testing.T) {
	var set idSet
	set.add("a")
	for i := range set.slots {
		if set.slots[i].place == 1 {
			set.slots[i].hash = 7
			set.slots[i], set.slots[7] = idSlot{}, set.slots[i]
		}
	}
	set.grow()
	require.Equal(t, idSlot{7, 1}, set.slots[7])
	place, added := set.add("b")
	require.True(t, added)
	require.Equal(t, 1, place)
}

// What a journal leaves behind is not in the next, whatever its size.
func TestIDSetIsEmptyAfterReset(t *testing.T) {
	var set idSet
	for _, size := range []int{10, 5000, 100} {
		for range 2 {
			for i := range size {
				place, added := set.add(record.EventID(fmt.Sprint(i)))
				require.True(t, added)
				require.Equal(t, i, place)
			}
			set.reset()
		}
	}
}
