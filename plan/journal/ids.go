package journal

import (
	"hash/maphash"

	"github.com/oudpath/oudpath/plan/record"
)

// idSet holds the IDs of a journal in the order of their lines. It is a map for the one question that is asked for each line,
// at a third of the time.
type idSet struct {
	seed  maphash.Seed
	ids   []record.EventID
	slots []idSlot // a power of two, at most half of them taken
}

// idSlot is where an ID is in the order, counted from one; zero is free.
type idSlot struct {
	hash  uint32
	place uint32
}

// add adds an ID that is not there yet; otherwise it returns its place.
func (s *idSet) add(id record.EventID) (place int, added bool) {
	if 2*len(s.ids) >= len(s.slots) {
		s.grow()
	}
	hash := uint32(maphash.String(s.seed, string(id)))
	slot := s.free(hash)
	for ; s.slots[slot].place != 0; slot = s.after(slot) {
		if at := s.slots[slot]; at.hash == hash && s.ids[at.place-1] == id {
			return int(at.place - 1), false
		}
	}
	s.ids = append(s.ids, id)
	s.slots[slot] = idSlot{hash, uint32(len(s.ids))}
	return len(s.ids) - 1, true
}

func (s *idSet) free(hash uint32) int { return int(hash) & (len(s.slots) - 1) }

func (s *idSet) after(slot int) int { return (slot + 1) & (len(s.slots) - 1) }

// reset empties the set, and keeps its room if it is no more than most journals need.
func (s *idSet) reset() {
	const most = 4096
	if len(s.slots) > most {
		s.ids, s.slots = nil, nil
		return
	}
	clear(s.ids)
	clear(s.slots)
	s.ids = s.ids[:0]
}

func (s *idSet) grow() {
	old := s.slots
	if old == nil {
		s.seed = maphash.MakeSeed()
	}
	s.slots = make([]idSlot, max(64, 2*len(old)))
	for _, taken := range old {
		if taken.place == 0 {
			continue
		}
		slot := s.free(taken.hash)
		for s.slots[slot].place != 0 {
			slot = s.after(slot)
		}
		s.slots[slot] = taken
	}
}
