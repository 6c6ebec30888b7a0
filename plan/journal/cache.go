package journal

import (
	"bufio"
	"encoding/binary"
	"reflect"
	"sync"

	"github.com/oudpath/oudpath/plan/record"
)

// cache is what one decoder leaves to the next: room to work in, and the short texts and values that stand on line after line,
// such as names of products, doses and roles, so that each is made once.
type cache struct {
	in     *bufio.Reader
	ids    idSet
	texts  [256]string
	values [64]parsed
	bodies []reflect.Value // by record.Kind: where a body is read before it is copied to where it stays
	lists  []reflect.Value // the same for lists
	actors [4]actorText
	oldest int // of the actors
}

// actorText is an actor and how it is written.
type actorText struct {
	text  string
	actor record.Actor
}

// parsed is a value that was read from a text.
type parsed struct {
	of    reflect.Type
	text  string
	value reflect.Value
}

// maxCached is the number of bytes of a text that is worth keeping.
const maxCached = 32

var caches = sync.Pool{New: func() any { return &cache{in: bufio.NewReader(nil)} }}

// spread tells short texts apart by their length and their ends, which is where the words of a vocabulary differ.
func spread(text []byte) uint64 {
	var first, last uint64
	if n := len(text); n >= 8 {
		first, last = binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[n-8:])
	} else {
		for _, c := range text {
			first = first<<8 | uint64(c)
		}
	}
	return (first*0x9e3779b97f4a7c15 ^ last*0xc2b2ae3d27d4eb4f ^ uint64(len(text))) * 0x9e3779b97f4a7c15 >> 32
}

// text returns the bytes as a string, the same one as before if that is at hand.
func (c *cache) text(text []byte) string {
	if len(text) > maxCached {
		return string(text)
	}
	slot := &c.texts[spread(text)%uint64(len(c.texts))]
	if *slot != string(text) {
		*slot = string(text)
	}
	return *slot
}

// body returns a zero body of a kind that can be set.
func (c *cache) body(kind record.Kind, of reflect.Type) reflect.Value {
	for int(kind) >= len(c.bodies) {
		c.bodies = append(c.bodies, reflect.Value{})
	}
	body := c.bodies[kind]
	if !body.IsValid() || body.Type() != of {
		body = reflect.New(of).Elem()
		c.bodies[kind] = body
	}
	body.SetZero()
	return body
}

// list returns an empty list of a type, with room for some elements.
func (c *cache) list(of reflect.Type) reflect.Value {
	for _, list := range c.lists {
		if list.Type() == of {
			list.SetLen(0)
			return list
		}
	}
	list := reflect.New(of).Elem()
	c.lists = append(c.lists, list)
	return list
}

// actor returns the actor that is written at the beginning of the text, if it is one of the last ones, and in how many bytes.
func (c *cache) actor(text []byte) (record.Actor, int) {
	for i := range c.actors {
		if at := &c.actors[i]; at.text != "" && len(at.text) <= len(text) && at.text == string(text[:len(at.text)]) {
			return at.actor, len(at.text)
		}
	}
	return record.Actor{}, 0
}

// keep makes an actor one of the last ones.
func (c *cache) keep(text []byte, actor record.Actor) {
	if len(text) <= 4*maxCached {
		c.actors[c.oldest] = actorText{string(text), actor}
		c.oldest = (c.oldest + 1) % len(c.actors)
	}
}
