package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"syscall"
	"time"

	"github.com/google/cql"
	"github.com/google/cql/result"
	"github.com/google/cql/retriever/local"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction"
)

// answered is what an engine said of each person, and the time of the processor that it took.
type answered struct {
	Answers []bool  `json:"answers"`
	Seconds float64 `json:"seconds"`
}

func (a *answered) rate() float64 { return float64(len(a.Answers)) / a.Seconds }

// judge asks a function about each bundle, after some that warm it up.
func judge(bundles [][]byte, ask func(bundle []byte) (bool, error)) (a answered, err error) {
	for _, b := range bundles[:min(50, len(bundles))] {
		if _, err := ask(b); err != nil {
			return a, err
		}
	}
	began, err := processor()
	if err != nil {
		return a, err
	}
	for _, b := range bundles {
		yes, err := ask(b)
		if err != nil {
			return a, err
		}
		a.Answers = append(a.Answers, yes)
	}
	ended, err := processor()
	a.Seconds = (ended - began).Seconds()
	return a, err
}

// processor is the time that this process has taken, the collector of memory included.
func processor() (time.Duration, error) {
	var u syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), err
}

// The recommendation in the catalogue of this library: what is due, and the rule that speaks where somebody leaves without it. An engine has
// at least one rule.
const (
	duty plan.RuleID = "wm.naloxone.due"
	rule plan.RuleID = "wm.naloxone"
)

// ours reads a bundle, takes its events in, which the catalogue judges one by one, and asks what is due. With alone, the engine holds
// nothing but the recommendation.
func ours(alone bool) (func([]byte) (bool, error), error) {
	place, err := jurisdiction.Named("us")
	if err != nil {
		return nil, err
	}
	config := jurisdiction.Config(place.In(time.UTC))
	if alone {
		config.Alternatives, config.Renamed = nil, nil
		config.Rules = slices.DeleteFunc(guidance.Rules(), func(r plan.Rule) bool { return r.ID != rule })
		config.Duties = slices.DeleteFunc(guidance.Duties(), func(d plan.Duty) bool { return d.ID != duty })
		config.Jurisdiction = plan.Jurisdiction{ID: "alone", Version: "1", Title: "Nothing is set", Zone: time.UTC}
	}
	engine, err := plan.New(config)
	if err != nil {
		return nil, err
	}
	reader := fhir.Reader{AsOf: asOf, Zone: time.UTC, Market: "us", Setting: medication.SettingOTP}
	return func(bundle []byte) (bool, error) {
		rec, err := fhir.FromBundle(bundle, reader)
		if err != nil {
			return false, err
		}
		p, _, err := rec.Import(engine, "p")
		if err != nil {
			return false, err
		}
		due, err := engine.Due(p, asOf)
		return slices.ContainsFunc(due, func(o plan.Obligation) bool { return o.Duty == duty }), err
	}, nil
}

//go:embed naloxone.cql
var library string

// googles parses a bundle and evaluates the library, as google/cql does both.
func googles(ctx context.Context) (func([]byte) (bool, error), error) {
	model, helpers, err := cql.FHIRDataModelAndHelpersLib("4.0.1")
	if err != nil {
		return nil, err
	}
	elm, err := cql.Parse(ctx, []string{library, helpers}, cql.ParseConfig{DataModels: [][]byte{model}})
	if err != nil {
		return nil, err
	}
	return func(bundle []byte) (bool, error) {
		retriever, err := local.NewRetrieverFromR4Bundle(bundle)
		if err != nil {
			return false, err
		}
		out, err := elm.Eval(ctx, retriever, cql.EvalConfig{EvaluationTimestamp: asOf})
		if err != nil {
			return false, err
		}
		value := out[result.LibKey{Name: "Naloxone", Version: "1"}]["Supply naloxone"]
		return result.ToBool(value)
	}, nil
}

// nodes runs cql-execution in a process of its own, from a folder of node modules.
func nodes(ctx context.Context, modules string, bundles [][]byte) (a answered, err error) {
	c := exec.CommandContext(ctx, "node", "run.mjs", modules, "naloxone.elm.json")
	c.Stdin = bytes.NewReader(bytes.Join(bundles, []byte("\n")))
	var errs bytes.Buffer
	c.Stderr = &errs
	out, err := c.Output()
	if err != nil {
		return a, fmt.Errorf("cql-execution: %w\n%s", err, errs.String())
	}
	return a, json.Unmarshal(out, &a)
}
