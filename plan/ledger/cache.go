package ledger

import (
	"container/list"
	"sync"

	"github.com/oudpath/oudpath/plan"
)

// cache keeps the plans that were used last. It is never more than the store has, and may be less at any time.
type cache struct {
	mu    sync.Mutex
	most  int
	plans map[plan.ID]*list.Element // of Snapshot
	order list.List                 // the one that was used last in front
}

func newCache(most int) *cache { return &cache{most: most, plans: make(map[plan.ID]*list.Element)} }

// get returns a snapshot, and the zero Snapshot if there is none.
func (c *cache) get(id plan.ID) Snapshot {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.plans[id]
	if e == nil {
		return Snapshot{}
	}
	c.order.MoveToFront(e)
	return e.Value.(Snapshot)
}

// put keeps a snapshot, unless there is a later one.
func (c *cache) put(id plan.ID, s Snapshot) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.plans[id]; e != nil {
		if have := e.Value.(Snapshot); have.Version < s.Version {
			e.Value = s
		}
		c.order.MoveToFront(e)
		return
	}
	c.plans[id] = c.order.PushFront(s)
	for len(c.plans) > c.most {
		oldest := c.order.Remove(c.order.Back()).(Snapshot)
		delete(c.plans, oldest.Plan.ID())
	}
}

func (c *cache) drop(id plan.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.plans[id]; e != nil {
		c.order.Remove(e)
		delete(c.plans, id)
	}
}

func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.plans)
	c.order.Init()
}
