package record

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/truth"
)

// Describe writes the content of an event in one line, for a person. It is "event" for no body and for one that is no type of this
// package.
func Describe(b Body) string {
	if row := rowOf(b); row != nil {
		return row.text(b)
	}
	return unknownBody
}

func signsText(b SignsObserved) string {
	if len(b.Signs) == 0 {
		return "examined: no signs"
	}
	return "signs: " + joined(b.Signs)
}

func measuredText(b Measured) string {
	info, _ := b.Measure.Info()
	return joinWords(info.Title, b.Value.String(), unitText(info.Unit))
}

func allergyText(b AllergyReported) string {
	if b.Substance == 0 {
		return "hypersensitivity to " + b.Agent
	}
	return "hypersensitivity to " + b.Substance.String()
}

func lossText(b DosesLost) string {
	if b.How == LossTaken {
		return fmt.Sprintf("none of %s left, the last taken on %s", b.Substance, b.LastTaken)
	}
	return fmt.Sprintf("%d days of %s %s", b.Days, b.Substance, b.How)
}

func orderText(b Order) string {
	return "order " + productText(b.Product) + " " + b.DayText() + prefixed(", from ", b.First.String()) +
		prefixed(", until ", b.Last.String()) + prefixed(", ", string(b.Purpose))
}

func productText(id medication.ProductID) string {
	if product, ok := medication.Lookup(id); ok {
		return product.Name()
	}
	return string(id)
}

func doseText(id medication.ProductID, dose medication.Dose) string {
	return productText(id) + " " + dose.String()
}

// DayText writes the doses of one day for a reader: "8 mg", "4 mg 2 times a day", "60 mg + 40 mg", "8 mg to 16 mg".
func (b Order) DayText() string {
	if len(b.Parts) > 0 {
		texts := make([]string, len(b.Parts))
		for i, part := range b.Parts {
			texts[i] = part.String()
		}
		return strings.Join(texts, " + ")
	}
	text := b.Dose.String()
	if !b.Least.IsZero() {
		text = b.Least.String() + " to " + text
	}
	if b.PerDay > 1 {
		text += " " + strconv.Itoa(b.PerDay) + " times a day"
	}
	return text
}

func screenText(results []AnalyteResult) string {
	texts := make([]string, len(results))
	for i, r := range results {
		texts[i] = string(r.Analyte) + " " + string(r.Result)
	}
	return strings.Join(texts, ", ")
}

// unitText turns a UCUM annotation into something that a person reads.
func unitText(unit string) string {
	switch unit {
	case "{score}":
		return ""
	case "{xULN}":
		return "x ULN"
	case "mm[Hg]":
		return "mmHg"
	case "mL/min/{1.73_m2}":
		return "mL/min/1.73 m2"
	case "Cel":
		return "°C"
	}
	return unit
}

func massText(m medication.Mass) string {
	if m.IsZero() {
		return ""
	}
	return m.String() + " a day "
}

func joined[W ~string](words []W) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, ", ")
}

func joinWords(words ...string) string {
	kept := words[:0]
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

func prefixed(prefix, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return prefix + text
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

func ifYes(t truth.Value, text string) string { return pick(t == truth.Yes, text, "") }

func ifNo(t truth.Value, text string) string { return pick(t == truth.No, text, "") }
