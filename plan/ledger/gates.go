package ledger

import (
	"context"
	"slices"
	"sync"

	"github.com/oudpath/oudpath/plan"
)

// gates let one writer at a time through to each plan, so that writers of one process wait for each other instead of judging in vain.
type gates struct {
	mu   sync.Mutex
	open map[plan.ID]*gate
}

type gate struct {
	inside chan struct{} // holds one while somebody is inside
	users  int           // inside and waiting
}

// enter waits for the plan. The function that it returns lets the next one in.
func (g *gates) enter(ctx context.Context, id plan.ID) (leave func(), err error) {
	g.mu.Lock()
	if g.open == nil {
		g.open = make(map[plan.ID]*gate)
	}
	at := g.open[id]
	if at == nil {
		at = &gate{inside: make(chan struct{}, 1)}
		g.open[id] = at
	}
	at.users++
	g.mu.Unlock()
	if err := ctx.Err(); err != nil {
		g.forget(id, at)
		return nil, err
	}
	select {
	case at.inside <- struct{}{}:
		return func() { <-at.inside; g.forget(id, at) }, nil
	case <-ctx.Done():
		g.forget(id, at)
		return nil, ctx.Err()
	}
}

// forget closes a gate that nobody uses.
func (g *gates) forget(id plan.ID, at *gate) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if at.users--; at.users == 0 {
		delete(g.open, id)
	}
}

// enterAll waits for several plans, in one order for everybody, so that no two wait for each other.
func (g *gates) enterAll(ctx context.Context, ids ...plan.ID) (leave func(), err error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	var entered []func()
	leave = func() {
		for _, leave := range entered {
			leave()
		}
	}
	for _, id := range ids {
		out, err := g.enter(ctx, id)
		if err != nil {
			leave()
			return nil, err
		}
		entered = append(entered, out)
	}
	return leave, nil
}
