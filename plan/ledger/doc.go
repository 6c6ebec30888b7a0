// Package ledger keeps plans for clinic software: what was recorded is durable before anybody is told so, two writers cannot both be
// right about a plan that the other has changed, and every decision is judged on what is really on record.
//
// A Ledger stands on a Store, which keeps events, and an engine of package plan, which judges them:
//
//	store, err := files.Open("clinic")                    // or memory.New(), or a store of one's own
//	book, err := ledger.New(store, engine, ledger.Options{Clock: time.Now})
//	out, err := book.Apply(ctx, "person-1", ledger.Request{Event: event, Expect: ledger.NewPlan()})
//
// # What holds
//
// What Apply, Amend, Override and Erase report is on record, for as long as the store lasts. An event and what the engine derived from
// it are one batch: all of it is on record, or nothing. A refused intent leaves no trace.
//
// A caller who says which version of a plan was seen (At) gets a *ConflictError if the plan has changed since: nothing was written, and
// the error holds the events that came in between. One who says nothing is judged by what is on record when the event is written.
//
// A plan is begun on purpose (NewPlan): a slip in an ID is ErrUnknownPlan and not a second person.
//
// A request with a Key is carried out once: the same request under the same key is answered from the record, another one under that key
// is ErrKeyReused.
//
// The ledger states when an event was told (record.Event.Recorded), by its clock, where the caller does not: so "as known on" can
// be answered. A clock that goes backwards is ErrClock and not a record out of order.
//
// Two plans that are of one person are merged, and one plan that is of two is split (Merge, Split): acts on record in both plans, with who
// and why, which undo each other. The plan that stands holds copies of what the other one has, told now; the other one closes and is a
// *MergedError from then on, so that nobody is judged by half of a record. An act that a crash interrupts is brought to its end by whoever
// asks for the plan that stands next. Copies that a split took back stay on record there and count no more: erasing the plan that they came
// from says so.
//
// Snapshots are a cache of bounded size. It can be thrown away at any time (Forget), and holds nothing that is not in the store.
//
// # What it is not for
//
// It decides who may do what no further than the engine does (plan.Config.MayOverride): authorisation belongs to the service on top. It
// encrypts nothing and takes no backups. It does not find out which plans are of one person: somebody says so.
package ledger
