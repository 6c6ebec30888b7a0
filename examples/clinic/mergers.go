package main

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/httpapi"
	"github.com/oudpath/oudpath/plan/ledger"
	"github.com/oudpath/oudpath/plan/record"
)

// mergedRow is a record that closed, in the list of everybody.
type mergedRow struct{ Plan, Into plan.ID }

// mergedView is the page of a record that closed: where it went, when, by whom and why.
type mergedView struct {
	mergedRow
	At, By, Reason string
}

// gone shows a merged record as what it is. It is also what who writes to it sees: nothing was recorded.
func (c *clinic) gone(v visit, merged *ledger.MergedError) shown {
	m := &mergedView{mergedRow: mergedRow{v.plan, merged.Into}, At: c.local(merged.At)}
	if stored, err := c.store.Read(v.Context(), v.plan, 0); err == nil { // without it the page says less
		for _, ev := range slices.Backward(stored.Events) {
			if act, ok := ledger.ActOf(&ev); ok && act.Step == ledger.StepMergedInto {
				m.By, m.Reason = ev.Actor.Role, act.Reason
				break
			}
		}
	}
	s := shown{http.StatusGone, "merged", view{Title: string(v.plan), Merged: m}, "", nil}
	if v.Method != http.MethodGet {
		s.view.Wrong, s.view.Notice = true, "The record was merged into another one. Nothing was recorded."
	}
	return s
}

// merge takes another record for one of the same person.
func (c *clinic) merge(v visit) (shown, error) {
	expect, err := seen(v)
	if err != nil {
		return shown{}, err
	}
	from, reason := v.PostFormValue("from"), strings.TrimSpace(v.PostFormValue("reason"))
	if !named.MatchString(from) || reason == "" || len(reason) > 2000 {
		return shown{}, errForm
	}
	other := v
	other.plan = plan.ID(from)
	if err := c.may(other, httpapi.ScopeMerge); err != nil {
		return shown{}, err
	}
	entry := httpapi.Entry{At: c.clock(), Request: rand.Text(), Who: v.who, Operation: "page.merge", Scope: httpapi.ScopeMerge, Plan: other.plan,
		Purpose: httpapi.PurposeTreatment, Status: http.StatusAccepted} // what becomes of it stands with the record that stays
	if err := c.trail.Note(v.Context(), entry); err != nil {
		return shown{}, err
	}
	if _, err := c.book.Merge(v.Context(), ledger.Merging{ID: record.EventID(rand.Text()), Into: v.plan, From: other.plan, Actor: v.who,
		Reason: reason, ExpectInto: expect}); err != nil {
		return shown{}, err
	}
	return shown{status: http.StatusSeeOther, next: "/people/" + url.PathEscape(string(v.plan)) + "?done=merged"}, nil
}

// described says what an event is, in words also where it is a step of a merger or a split.
func described(ev *record.Event) string {
	act, ok := ledger.ActOf(ev)
	if !ok {
		return record.Describe(ev.Body)
	}
	words := map[ledger.Step]string{
		ledger.StepMergeBegun: "merging with %s began", ledger.StepMergedInto: "merged into %s", ledger.StepMerged: "%s was merged into this record",
		ledger.StepSplitBegun: "parting from %s began", ledger.StepSplitMoves: "an entry moves to %s", ledger.StepSplitFrom: "parted from %s",
		ledger.StepSplit: "%s was parted from this record", ledger.StepAbandoned: "what was begun with %s was given up",
	}[act.Step]
	switch {
	case act.Step == ledger.StepFinding:
		return "to look at after the merger: " + act.Text
	case words == "":
		return record.Describe(ev.Body)
	case act.Reason != "":
		words += ": " + strings.ReplaceAll(act.Reason, "%", "%%")
	}
	return fmt.Sprintf(words, act.Other)
}
