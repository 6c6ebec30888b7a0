package plan

import (
	"time"

	"github.com/oudpath/oudpath/plan/record"
)

// index finds an event by its ID. It is a persistent search tree over the bits of a hash, four ways at each node, so that a
// plan and its forks share all but the path to what they added.
type index struct{ root *indexNode }

type indexNode struct {
	id   record.EventID
	at   time.Time
	seq  int32
	next [4]*indexNode
}

// hashID is FNV-1a, 64 bits.
func hashID(id record.EventID) uint64 {
	hash := uint64(14695981039346656037)
	for i := range len(id) {
		hash = (hash ^ uint64(id[i])) * 1099511628211
	}
	return hash
}

// rest drops the bits of the hash that chose the way at one node; when all are used up the ways repeat, which is only a
// longer path.
func rest(hash uint64) uint64 { return hash>>2 | hash<<62 }

func (x index) find(id record.EventID) *indexNode {
	hash := hashID(id)
	for n := x.root; n != nil; n, hash = n.next[hash&3], rest(hash) {
		if n.id == id {
			return n
		}
	}
	return nil
}

// with returns the index with one more event, whose ID must be new.
func (x index) with(id record.EventID, at time.Time, seq int32) index {
	var root *indexNode
	slot := &root
	hash := hashID(id)
	for n := x.root; n != nil; n, hash = n.next[hash&3], rest(hash) {
		copied := *n
		*slot = &copied
		slot = &copied.next[hash&3]
	}
	*slot = &indexNode{id: id, at: at, seq: seq}
	return index{root}
}

// insert adds a node to an index that nobody else holds, and reports whether its ID was new.
func (x *index) insert(node *indexNode) bool {
	slot := &x.root
	for hash := hashID(node.id); *slot != nil; hash = rest(hash) {
		if (*slot).id == node.id {
			return false
		}
		slot = &(*slot).next[hash&3]
	}
	*slot = node
	return true
}
