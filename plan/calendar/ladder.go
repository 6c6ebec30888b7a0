package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance/methadone"
)

// Ladder is what somebody published of the way back after missed doses: of buprenorphine, where it is no limit of a jurisdiction, and of
// slow-release oral morphine. Of methadone jurisdictions have ladders of their own (Missed).
type Ladder struct {
	ID, Title string
	Substance medication.Substance // zero: an agent that cannot be ordered here, named by Agent
	Agent     string               // empty where there is a substance
	Bands     []LadderBand         // in the order of missed doses; before the first one, and without any, nothing is said
	Notes     []Note
	Cites     []evidence.Citation
}

// LadderBand is what is said from a number of missed doses on.
type LadderBand struct {
	From  int                   // missed doses in a row
	Dose  methadone.RestartDose // the zero value: the usual dose, or a question
	Ask   string                // what the prescriber decides; its answer lies between Least and Dose, where the source gives them
	Least medication.Mass
	Anew  bool // a new start: nothing is said of longer gaps
}

// After returns the band that holds after so many missed doses; ok is false where the ladder says nothing of them.
func (l *Ladder) After(missed int) (band LadderBand, ok bool) {
	for _, b := range l.Bands {
		if b.From <= missed {
			band, ok = b, true
		}
	}
	return band, ok
}

// Dose returns the dose with which somebody goes on after so many missed doses, from the usual one. It is never more than that. ok is false
// where the ladder says nothing, or asks.
func (l *Ladder) Dose(usual medication.Mass, missed int) (dose medication.Mass, ok bool) {
	band, ok := l.After(missed)
	switch {
	case !ok || band.Ask != "":
		return medication.Mass{}, false
	case band.Dose == methadone.RestartDose{}:
		return usual, true
	}
	return band.Dose.From(usual), true
}

// Validate reports everything that makes the ladder incomplete. One whose best citation is not confirmed has no bands.
func (l *Ladder) Validate() error {
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("calendar: ladder %q: %s", l.ID, fmt.Sprintf(format, args...)))
	}
	if l.ID == "" || strings.TrimSpace(l.Title) == "" || len(l.Cites) == 0 || l.Substance.Valid() == (l.Agent != "") {
		fail("it lacks an ID, a title, a citation, or has not one of a substance and an agent")
	}
	if best := evidence.Best(l.Cites); len(l.Bands) > 0 && best != evidence.Primary && best != evidence.Secondary {
		fail("it has bands, and they were not read: %s", best)
	}
	last := 0
	for _, b := range l.Bands {
		if b.From <= last || b.Ask == "" && (b.Anew || !b.Least.IsZero()) {
			fail("a band of missed doses from %d", b.From)
		}
		last = b.From
	}
	for _, c := range l.Cites {
		errs = append(errs, c.Validate())
	}
	return errors.Join(errs...)
}

// Ladders returns the published ways back after missed doses of buprenorphine and of slow-release morphine. Of some the name is known and no
// number was seen: every day of their calendar is a question.
func Ladders() []Ladder {
	higher, lower := methadone.HigherOf(1, 2, medication.Milligrams(8)), methadone.LowerOf(1, 2, medication.Milligrams(8))
	wales := evidence.NSW2018.At("missed doses, four to five days", evidence.Secondary)
	victoria := evidence.VictoriaReinduction.At("buprenorphine", evidence.Secondary)
	morphine := evidence.BCGuideline2017.At("missed doses of slow-release morphine", evidence.Secondary)
	cancelled := evidence.BCPharmacy2023.At("missed days", evidence.Primary)
	columbia := evidence.BCCSU2023.At("appendix 3.2, missed doses, not seen", evidence.Unconfirmed)
	kingdom := evidence.OrangeBook2017.At("chapter 4, missed doses", evidence.Unconfirmed)
	return []Ladder{
		{
			ID: "bup.missed.new-south-wales", Title: "Buprenorphine after missed days, New South Wales", Substance: medication.Buprenorphine,
			Bands: []LadderBand{{From: 1}, {From: 4, Dose: higher},
				{From: 6, Ask: "the prescriber looks before it goes on, and it is a new start at COWS 8: which first dose?", Anew: true}},
			Cites: []evidence.Citation{wales},
			Notes: []Note{
				{Text: "after one to three days the usual dose, where a look finds no intoxication, no great withdrawal and no other concern; after " +
					"four and five the prescriber is asked, and the prescription has to reach to that day", Cites: []evidence.Citation{wales}},
				{Text: "from the reduced dose back to the usual one over two to three days, by at most 8 mg at a time", Cites: []evidence.Citation{wales}},
			},
		},
		{
			ID: "bup.missed.victoria", Title: "Buprenorphine after missed days, Victoria", Substance: medication.Buprenorphine,
			Bands: []LadderBand{{From: 1}, {From: 4, Dose: lower, Least: medication.Milligrams(4), Anew: true,
				Ask: "it is begun anew: 4 mg and 4 mg more in mild withdrawal, 8 mg or half the former dose, whichever is lower, in moderate withdrawal " +
					"or worse: which first dose?"}},
			Cites: []evidence.Citation{victoria},
			Notes: []Note{{Text: "at most 16 mg on the second day and 24 mg on the third; the source says this of 4 to 28 missed days, and of longer " +
				"gaps nothing", Cites: []evidence.Citation{victoria}}},
		},
		{
			ID: "bup.missed.british-columbia", Title: "Buprenorphine after missed days, British Columbia", Substance: medication.Buprenorphine,
			Cites: []evidence.Citation{columbia},
		},
		{
			ID: "bup.missed.united-kingdom", Title: "Buprenorphine after missed days, United Kingdom", Substance: medication.Buprenorphine,
			Bands: []LadderBand{{From: 3, Anew: true,
				Ask: "nothing is supplied until the prescriber has looked at the person, and a reduction is considered: which dose?"}},
			Cites: []evidence.Citation{evidence.NHSLothian.At("three day rule", evidence.Primary), kingdom},
			Notes: []Note{{Text: "what is given after one or two missed days, and from when it is a new start, was seen in no text",
				Cites: []evidence.Citation{kingdom}}},
		},
		{
			ID: "morphine.missed.british-columbia", Title: "Slow-release oral morphine after missed days, British Columbia 2017",
			Substance: medication.SlowMorphine, Cites: []evidence.Citation{morphine},
			Bands: []LadderBand{{From: 1}, {From: 2, Dose: methadone.ShareOf(3, 5)}, {From: 3, Dose: methadone.ShareOf(2, 5)},
				{From: 4, Dose: methadone.ShareOf(1, 5)}, {From: 5, Ask: "a new start: which first dose?", Anew: true}},
			Notes: []Note{
				{Text: "since 22 November 2023 the pharmacist cancels the prescription after four missed days running, and tells the prescriber",
					Cites: []evidence.Citation{cancelled}},
				{Text: "a start has 30 to 60 mg, or four times the dose of methadone after a change from it, and rises by 30 to 60 mg every 48 hours; " +
					"60 to 1,200 mg a day are usual. The guideline of 2023 raised starts and steps, and its numbers were not seen",
					Cites: []evidence.Citation{morphine}},
			},
		},
	}
}

// LadderNamed finds a way back by its ID. The error of an unknown one lists those that there are.
func LadderNamed(id string) (Ladder, error) {
	all := Ladders()
	i := slices.IndexFunc(all, func(l Ladder) bool { return l.ID == id })
	if i >= 0 {
		return all[i], nil
	}
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].ID
	}
	return Ladder{}, refusal("there is no ladder %q; there are %s", id, strings.Join(names, ", "))
}
