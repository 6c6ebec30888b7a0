package fhir

import (
	"fmt"
	"slices"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
	"github.com/oudpath/oudpath/stages"
)

// all writes everything, in an order that only the plan decides.
func (w *writing) all() error {
	w.events = w.plan.Events()
	w.open(len(w.events))
	w.void = map[record.EventID]bool{}
	w.stopped = map[record.EventID]civil.Date{}
	open := map[medication.Substance][]record.EventID{} // orders that nobody has stopped
	timeline := w.plan.Timeline()
	w.stays = stays(timeline)
	if len(timeline) > 0 {
		w.first = instant(timeline[0].At)
	}
	for _, m := range timeline {
		w.void[m.ID] = m.Void
		if w.hidden(&m.Event) {
			continue
		}
		switch body := m.Body.(type) {
		case record.Order:
			product, _ := medication.Lookup(body.Product)
			open[product.Substance()] = append(open[product.Substance()], m.ID)
		case record.StopMedication:
			if m.Void {
				continue
			}
			for _, order := range open[body.Substance] {
				w.stopped[order] = w.Engine.DayOf(m.At)
			}
			open[body.Substance] = nil
		}
		if m.Body.Kind() == record.KindReturnedToUse && !m.Void {
			w.relapsed = m.At
		}
	}
	w.person = obj("reference", r4.String(w.Person))
	if w.Person == "" {
		w.person = refTo("Patient", w.id("patient"))
	}
	steps := []func() error{w.patient, w.episode, w.carePlans, w.each, w.findings, w.tasks}
	if w.Hides != nil {
		steps = []func() error{w.patient, w.each} // the others conclude from what is hidden
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (w *writing) hidden(ev *record.Event) bool { return w.Hides != nil && w.Hides(ev) }

// inPatient reports whether the Patient that is written holds events of the kind.
func (w *writing) inPatient(kind record.Kind) bool {
	return w.Person == "" && (kind == record.KindPersonRegistered || kind == record.KindDied)
}

// patient writes the person, who has no name here.
func (w *writing) patient() error {
	if w.Person != "" {
		return nil
	}
	gender, birth, died := "unknown", "", ""
	var carries []int
	for i := range w.events {
		if !w.inPatient(w.events[i].Body.Kind()) || w.hidden(&w.events[i]) {
			continue
		}
		carries = append(carries, i)
		if w.void[w.events[i].ID] {
			continue
		}
		switch body := w.events[i].Body.(type) {
		case record.PersonRegistered:
			if body.Sex.Valid() {
				gender = string(body.Sex)
			}
			birth = body.Birth.String()
		case record.Died:
			died = string(instant(w.events[i].At))
		}
	}
	masked := obj("extension", r4.Array{obj("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode", "masked")})
	return w.add(resource{typ: "Patient", profile: "us-core-patient", what: "patient", carries: carries, members: obj(
		"identifier", r4.Array{w.identifier()}, "name", r4.Array{masked}, "gender", gender,
		"birthDate", birth, "deceasedDateTime", died)})
}

// identifier is that of the plan.
func (w *writing) identifier() r4.Object {
	return obj("system", PlanSystem, "value", r4.String(w.plan.ID()))
}

// episode writes the episode of care. Its type is that of the standard for drug and alcohol rehabilitation.
func (w *writing) episode() error {
	status := "active"
	if state, ok := w.Engine.Journey().State(w.plan.Stage()); ok && (state.Terminal || out(w.plan.Stage())) {
		status = "finished"
	}
	return w.add(resource{typ: "EpisodeOfCare", what: "episode", members: obj("identifier", r4.Array{w.identifier()}, "status", status,
		"type", r4.Array{hl7("episodeofcare-type", "da")}, "patient", w.person,
		"period", obj("start", w.first))})
}

// stay is a time in a stage.
type stay struct {
	stage stages.Stage
	from  time.Time
	to    time.Time // zero: it goes on
	event record.EventID
}

// stays returns the stages one after another, by the moves on record.
func stays(timeline []plan.Moment) []stay {
	var all []stay
	for _, m := range timeline {
		to := movedTo(m.Body)
		if m.Void || to == "" || len(all) > 0 && all[len(all)-1].stage == to {
			continue
		}
		if len(all) > 0 {
			all[len(all)-1].to = m.At
		}
		all = append(all, stay{stage: to, from: m.At, event: m.ID})
	}
	return all
}

// movedTo returns the stage that an event leads to; empty if to none.
func movedTo(body record.Body) stages.Stage {
	switch b := body.(type) {
	case record.StageMove:
		return b.To
	case record.StageMoved:
		return b.To
	case record.ForceMove:
		return b.Stage
	}
	return ""
}

// carePlans writes the plan of care, and one below it for each stay in a stage.
func (w *writing) carePlans() error {
	if err := w.carePlan("care-plan", "Treatment of opioid use disorder", "active",
		obj("start", w.first), nil); err != nil {
		return err
	}
	for _, s := range w.stays {
		status, end := "active", ""
		if !s.to.IsZero() {
			status, end = "completed", string(instant(s.to))
		}
		period := obj("start", instant(s.from), "end", end)
		title := string(s.stage)
		if state, ok := w.Engine.Journey().State(s.stage); ok && state.Title != "" {
			title = state.Title
		}
		part := r4.Array{refTo("CarePlan", w.id("care-plan"))}
		if err := w.carePlan("stage\x00"+string(s.event), title, status, period, part); err != nil {
			return err
		}
	}
	return nil
}

func (w *writing) carePlan(what, title, status string, period r4.Object, partOf r4.Array) error {
	category := concept("", obj("system", "http://hl7.org/fhir/us/core/CodeSystem/careplan-category",
		"code", "assess-plan"))
	return w.add(resource{typ: "CarePlan", profile: "us-core-careplan", what: what, members: obj(
		"partOf", partOf, "status", status, "intent", "plan",
		"category", r4.Array{category}, "title", title, "subject", w.person,
		"period", period)})
}

// each writes one resource for each event that the Patient does not hold, and a Provenance for each move.
func (w *writing) each() error {
	for i := range w.events {
		ev := &w.events[i]
		kind := ev.Body.Kind()
		if w.inPatient(kind) || w.hidden(ev) {
			continue
		}
		write := written[kind]
		if write == nil {
			write = writeStatement
		}
		r := write(w, ev)
		r.what, r.carries = "event\x00"+string(ev.ID), []int{i}
		if err := w.add(r); err != nil {
			return err
		}
		if err := w.provenance(ev); err != nil {
			return err
		}
	}
	return nil
}

// moves are the kinds of events that change the state of the plan.
var moves = []record.Kind{record.KindStageMove, record.KindStageMoved, record.KindLevelMove, record.KindCourseMove, record.KindCourseMoved,
	record.KindForceMove}

// provenance writes who moved the plan, when, by which pathway and which jurisdiction.
func (w *writing) provenance(ev *record.Event) error {
	if w.Plain || !slices.Contains(moves, ev.Body.Kind()) {
		return nil
	}
	target := refTo("CarePlan", w.id("care-plan"))
	for _, s := range w.stays {
		if s.event == ev.ID {
			target = refTo("CarePlan", w.id("stage\x00"+string(s.event)))
		}
	}
	place := w.Engine.Jurisdiction()
	agent := obj("type", hl7("provenance-participant-type", "author"), "who", named(ev.Actor))
	return w.add(resource{typ: "Provenance", profile: "us-core-provenance", what: "provenance\x00" + string(ev.ID), members: obj(
		"target", r4.Array{target}, "occurredDateTime", instant(ev.At), "recorded", instant(ev.Known()),
		"policy", r4.Array{r4.String(fmt.Sprintf("%s/Jurisdiction/%s", base, place.ID))},
		"activity", concept(record.Describe(ev.Body), own(ev.Body.Kind().String())), "agent", r4.Array{agent})})
}

// findings writes an issue for each rule that an event broke, and for each event of which something could not be judged what is missing.
func (w *writing) findings() error {
	for ev, decision := range w.Engine.Audit(w.plan) {
		var missing r4.Array
		for i := range decision.Findings {
			f := &decision.Findings[i]
			switch {
			case f.Verdict == plan.VerdictViolated:
				if err := w.issue(&ev, f); err != nil {
					return err
				}
			case f.Verdict == plan.VerdictUnknown:
				missing = append(missing, obj("text", r4.String(string(f.Rule)+": "+f.Message())))
			}
		}
		if len(missing) == 0 {
			continue
		}
		if err := w.add(resource{typ: "GuidanceResponse", what: "guidance\x00" + string(ev.ID), members: obj(
			"moduleUri", base, "status", "data-required", "subject", w.person,
			"occurrenceDateTime", instant(ev.At), "note", missing)}); err != nil {
			return err
		}
	}
	return nil
}

// severities of a DetectedIssue.
var issueSeverities = map[record.Severity]string{record.Block: "high", record.Warning: "moderate", record.Advice: "low"}

func (w *writing) issue(ev *record.Event, f *plan.Finding) error {
	var cited r4.Array
	for _, c := range f.Cites {
		cited = append(cited, obj("code", r4.Array{concept(c.String())}))
	}
	return w.add(resource{typ: "DetectedIssue", what: "issue\x00" + string(ev.ID) + "\x00" + string(f.Rule), members: obj(
		"status", "final", "code", concept(f.Title, own(string(f.Rule))),
		"severity", r4.String(issueSeverities[f.Severity]), "patient", w.person,
		"identifiedDateTime", instant(ev.At), "evidence", cited,
		"detail", r4.String(f.Message()))})
}

// tasks writes what is due.
func (w *writing) tasks() error {
	due, err := w.Engine.Due(w.plan, w.At)
	if err != nil {
		return err
	}
	for i := range due {
		d := &due[i]
		var period r4.Object
		if !d.Due.IsZero() {
			period = obj("period", obj("end", r4.String(d.Due.String())))
		}
		if err := w.add(resource{typ: "Task", what: fmt.Sprintf("task\x00%s\x00%s\x00%d", d.Duty, d.Due, i), members: obj(
			"status", "requested", "intent", "proposal",
			"code", concept(d.Title, own(string(d.Duty))), "description", r4.String(d.Title),
			"for", w.person, "restriction", period)}); err != nil {
			return err
		}
	}
	return nil
}

// own returns a code of this library.
func own(code string) r4.Object {
	return obj("system", System, "code", code)
}
