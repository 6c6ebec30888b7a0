package plan

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/record"
)

// layerFile is a layer as people write it: the limits of a programme, by the identifiers of parameters.
type layerFile struct {
	ID        string         `json:"id"`
	Version   string         `json:"version"`
	Title     string         `json:"title"`
	Confirmed civil.Date     `json:"confirmed,omitzero"`
	SignOff   signOffFile    `json:"signOff,omitzero"`
	Settings  []settingFile  `json:"settings"`
	Omits     []omissionFile `json:"omits,omitempty"`
}

type signOffFile struct {
	By   record.Actor `json:"by"`
	As   string       `json:"as"`
	On   civil.Date   `json:"on"`
	Hash string       `json:"hash"`
}

type settingFile struct {
	Param    ParamID             `json:"param"`
	Value    string              `json:"value"` // "40 mg", "14 days", "3", "true", "2026-12-31"
	From     civil.Date          `json:"from,omitzero"`
	Enforced civil.Date          `json:"enforced,omitzero"`
	Until    civil.Date          `json:"until,omitzero"`
	Relaxes  string              `json:"relaxes,omitempty"`
	Cites    []evidence.Citation `json:"cites"`
}

type omissionFile struct {
	Rule  RuleID              `json:"rule"`
	Why   string              `json:"why"`
	Cites []evidence.Citation `json:"cites"`
}

// ReadLayer reads a layer over the jurisdiction of the engine from a JSON document, so that a programme can keep its limits in a
// file: an object with id, version and title, and with settings, each with the identifier of a parameter, its value as text ("40 mg",
// "14 days", "6 h", "3", "true"), the days from, enforced and until, the reason relaxes, and its cites. The engine has to read every
// parameter that the file names. Members that nobody knows are errors, and so is a value that is not of the parameter's type; the
// tables of a few parameters can only be set in Go. All problems are reported at once.
//
// What the layer may set is decided where an engine is made of it, with New: a looser limit needs its reason there too.
func (e *Engine) ReadLayer(r io.Reader) (Jurisdiction, error) {
	var file layerFile
	decoder := json.NewDecoder(r)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return Jurisdiction{}, fmt.Errorf("plan: layer: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Jurisdiction{}, errors.New("plan: layer: something follows the document")
	}
	below := e.jurisdiction
	layer := Jurisdiction{ID: file.ID, Version: file.Version, Title: file.Title, Confirmed: file.Confirmed, SignOff: SignOff(file.SignOff),
		Below: &below}
	var errs []error
	for i, s := range file.Settings {
		setting, err := e.settingOf(s)
		if err != nil {
			errs = append(errs, fmt.Errorf("plan: layer %s: setting %d: %w", file.ID, i+1, err))
		}
		layer.Settings = append(layer.Settings, setting)
	}
	for _, o := range file.Omits {
		layer.Omits = append(layer.Omits, Omission(o))
	}
	if err := errors.Join(errs...); err != nil {
		return Jurisdiction{}, err
	}
	return layer, nil
}

func (e *Engine) settingOf(file settingFile) (Setting, error) {
	p, ok := e.Parameter(file.Param)
	if !ok {
		return Setting{}, fmt.Errorf("no rule reads the parameter %q", file.Param)
	}
	value, err := p.read(file.Value)
	if err != nil {
		return Setting{}, fmt.Errorf("%s: %w", file.Param, err)
	}
	return Setting{Effective: file.From, Enforced: file.Enforced, Last: file.Until, Relaxes: file.Relaxes, Cites: file.Cites,
		param: p.ref(), value: value}, nil
}

// read reads a value of the parameter's type from text.
func (p Param[T]) read(text string) (any, error) {
	var value T
	var err error
	switch v := any(&value).(type) {
	case *int:
		*v, err = strconv.Atoi(text)
	case *bool:
		*v, err = strconv.ParseBool(text)
	case *string:
		*v = text
	case *medication.Mass:
		*v, err = medication.ParseMass(text)
	case *time.Duration:
		*v, err = readDuration(text)
	case *record.Quantity:
		*v, err = record.ParseQuantity(text)
	case *civil.Date:
		*v, err = civil.Parse(text)
	case encoding.TextUnmarshaler:
		err = v.UnmarshalText([]byte(text))
	default:
		err = fmt.Errorf("a %s can only be set in Go", p.Type())
	}
	return value, err
}

// readDuration reads a whole number of days, hours or minutes.
func readDuration(text string) (time.Duration, error) {
	number, unit, ok := strings.Cut(text, " ")
	n, err := strconv.Atoi(number)
	units := map[string]time.Duration{"min": time.Minute, "h": time.Hour, "day": 24 * time.Hour, "days": 24 * time.Hour}
	if !ok || err != nil || units[unit] == 0 || n < 0 || n > 1_000_000 {
		return 0, fmt.Errorf("%q is no whole number of days, h or min", text)
	}
	return time.Duration(n) * units[unit], nil
}
