package calendar

import (
	"errors"
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
)

// RisePlan is a published way to begin methadone and to raise it slowly: which first dose, by how much it goes up after how many days, and to
// which dose. What the source gives as a range, or not at all, is asked (see Titrate).
type RisePlan struct {
	ID, Title string
	For       string               // whom the source gives it for; empty: it does not say
	First     medication.MassRange // of the first dose; zero: not given, or it goes on from a dose that is taken
	Stages    []RiseStage          // one after another, at least one
	Usual     medication.MassRange // the dose that the source reaches in the end; zero: not given
	Notes     []Note
	Cites     []evidence.Citation
}

// RiseStage is a part of a rise with equal steps.
type RiseStage struct {
	By    medication.MassRange // how much at a time; without Least: at most so much; zero: not given
	Every DayRange             // from one step to the next; zero: not given
	Until medication.MassRange // the dose at which the next stage begins; zero on the last stage alone
}

// DayRange is a number of days, both ends included. Equal ends are one number; the zero range is not stated.
type DayRange struct{ Least, Most int }

func (r DayRange) span() medication.Span {
	return medication.Span{Least: inDays(r.Least), Most: inDays(r.Most)}
}

func (r DayRange) one() bool { return r.Least > 0 && r.Least == r.Most }

// one reports whether a range is one amount.
func one(r medication.MassRange) bool { return !r.Least.IsZero() && r.Least.Equal(r.Most) }

// Validate reports everything that makes the plan incomplete. A plan whose best citation is not confirmed has no numbers.
func (p *RisePlan) Validate() error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("calendar: rise %q: %s", p.ID, fmt.Sprintf(format, args...)))
	}
	if p.ID == "" || strings.TrimSpace(p.Title) == "" || len(p.Stages) == 0 || len(p.Cites) == 0 {
		fail("it lacks an ID, a title, stages or a citation")
	}
	read := false
	switch evidence.Best(p.Cites) {
	case evidence.Primary, evidence.Secondary:
		read = true
	}
	masses := []medication.MassRange{p.First, p.Usual}
	for i, s := range p.Stages {
		masses = append(masses, s.By, s.Until)
		if last := i == len(p.Stages)-1; last != (s.Until == medication.MassRange{}) {
			fail("stage %d has to end at a dose, unless it is the last", i+1)
		}
		if s.Every.Most < s.Every.Least || s.Every != (DayRange{}) && (s.Every.Least < 1 || !read) {
			fail("stage %d rises after %d to %d days", i+1, s.Every.Least, s.Every.Most)
		}
	}
	for _, m := range masses {
		if m.Most.Compare(m.Least) < 0 || m != (medication.MassRange{}) && !read {
			fail("%s to %s is no range that was read", m.Least, m.Most)
		}
	}
	for _, c := range p.Cites {
		errs = append(errs, c.Validate())
	}
	return errors.Join(errs...)
}

// massText says a range: "10 mg", "5 mg to 10 mg", "at most 10 mg".
func massText(r medication.MassRange) string {
	switch {
	case r.Least.IsZero():
		return "at most " + r.Most.String()
	case one(r):
		return r.Most.String()
	}
	return r.Least.String() + " to " + r.Most.String()
}

// RiseNamed finds a published rise by its ID. The error of an unknown one lists those that there are.
func RiseNamed(id string) (RisePlan, error) {
	var names []string
	for _, p := range RisePlans() {
		if p.ID == id {
			return p, nil
		}
		names = append(names, p.ID)
	}
	return RisePlan{}, refusal("there is no rise %q; there are %s", id, strings.Join(names, ", "))
}

// unpublished is the rise of which nothing is known but the limits of the jurisdiction.
func unpublished() RisePlan {
	return RisePlan{ID: "methadone.titration", Title: "Methadone, a first dose and a slow rise", Stages: []RiseStage{{}}}
}

// milligrams is a range of whole milligrams; without least it has an upper end alone.
func milligrams(least, most uint32) medication.MassRange {
	return medication.MassRange{Least: medication.Milligrams(least), Most: medication.Milligrams(most)}
}
