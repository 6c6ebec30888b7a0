package cdshooks

import (
	"container/list"
	"context"
	"sync"
)

// Recent is a Memory that keeps the last so many cards of one process. Make one with NewMemory.
type Recent struct {
	mu    sync.Mutex
	room  int
	order *list.List // of Cards, the latest kept first
	byID  map[string]*list.Element
}

// NewMemory returns a Memory with room for so many cards.
func NewMemory(room int) *Recent {
	return &Recent{room: max(room, 1), order: list.New(), byID: map[string]*list.Element{}}
}

// Keep is that of Memory.
func (m *Recent) Keep(_ context.Context, c Card) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if old := m.byID[c.ID]; old != nil {
		old.Value = c
		m.order.MoveToFront(old)
		return nil
	}
	m.byID[c.ID] = m.order.PushFront(c)
	if m.order.Len() > m.room {
		last := m.order.Back()
		delete(m.byID, m.order.Remove(last).(Card).ID)
	}
	return nil
}

// Card is that of Memory.
func (m *Recent) Card(_ context.Context, id string) (Card, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e := m.byID[id]; e != nil {
		return e.Value.(Card), true, nil
	}
	return Card{}, false, nil
}
