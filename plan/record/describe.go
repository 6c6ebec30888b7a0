package record

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/truth"
)

// Describe writes the content of an event in one line, for a person.
func Describe(b Body) string {
	switch b := b.(type) {
	case PersonRegistered:
		return joinWords("registered", string(b.Sex), prefixed("born ", b.Birth.String()))
	case DiagnosisRecorded:
		return fmt.Sprintf("opioid use disorder: %d DSM-5 criteria%s", b.Criteria, ifYes(b.Remission, ", in remission"))
	case OpioidUsed:
		return joinWords("used", b.Agent, massText(b.DailyDose)+ifYes(b.Injected, "injected"))
	case Scored:
		return fmt.Sprintf("%s %d", strings.ToUpper(string(b.Scale)), b.Total)
	case SignsObserved:
		if len(b.Signs) == 0 {
			return "examined: no signs"
		}
		return "signs: " + joined(b.Signs)
	case Measured:
		info, _ := b.Measure.Info()
		return joinWords(info.Title, b.Value.String(), unitText(info.Unit))
	case Screened:
		return "drug screen: " + screenText(b.Results)
	case PregnancyReported:
		return joinWords("pregnancy:", string(b.Status))
	case AllergyReported:
		if b.Substance == 0 {
			return "hypersensitivity to " + b.Agent
		}
		return "hypersensitivity to " + b.Substance.String()
	case ConditionReported:
		return "condition " + string(b.Condition) + ifNo(b.Present, " no more")
	case MedicineReported:
		return pick(b.Taking == truth.Yes, "takes ", "stopped ") + b.Agent
	case Reviewed:
		return string(b.Section) + " reviewed"
	case Assessed:
		return string(b.Assessment) + " done"
	case Challenged:
		return "naloxone challenge " + string(b.Result)
	}
	return describeCare(b)
}

// describeCare describes what treatment consists of.
func describeCare(b Body) string {
	switch b := b.(type) {
	case DoseGiven:
		return doseText(b.Product, b.Dose) + " given" + ifYes(b.Supervised, ", supervised")
	case DoseTaken:
		return doseText(b.Product, b.Dose) + " taken"
	case DoseMissed:
		return b.Substance.String() + " dose missed"
	case DoseHeld:
		return fmt.Sprintf("%s dose held: %s", b.Substance, b.Reason)
	case TakeHomeSupplied:
		return fmt.Sprintf("%d days of %s taken home", b.Days, b.Substance)
	case DosesLost:
		if b.How == LossTaken {
			return fmt.Sprintf("none of %s left, the last taken on %s", b.Substance, b.LastTaken)
		}
		return fmt.Sprintf("%d days of %s %s", b.Days, b.Substance, b.How)
	case NaloxoneSupplied:
		return "overdose reversal agent supplied"
	case SessionAttended:
		return "attended " + string(b.Service)
	case SessionMissed:
		return "missed " + string(b.Service)
	case ServiceDeclined:
		return "declined " + string(b.Service)
	case RewardEarned:
		return "reward earned for " + b.For
	case PreventionPlanMade:
		return "prevention plan made"
	case VisitMissed:
		return "visit missed"
	case ReturnedToUse:
		return joinWords("return to use", prefixed("of ", b.Agent))
	case Overdosed:
		return joinWords("overdose, survived", prefixed("of ", b.Agent)) + ifYes(b.NaloxoneReversed, ", reversed with naloxone")
	case PrecipitatedWithdrawal:
		return "precipitated withdrawal"
	case AdverseEvent:
		return "adverse event: " + b.Description
	case ConsentRecorded:
		return fmt.Sprintf("consent to %s %s", b.Consent, pick(b.Given == truth.Yes, "given", "withdrawn"))
	case ContextStated:
		return "circumstance " + string(b.Context) + prefixed(" by the protocol ", b.Protocol) + ifNo(b.Holds, " ended")
	case Died:
		return "died"
	}
	return describeRecord(b)
}

// describeRecord describes intents and what the engine derives.
func describeRecord(b Body) string {
	switch b := b.(type) {
	case OverrideGranted:
		return fmt.Sprintf("standing override of %s: %s", b.Override.Rule, b.Override.Reason)
	case Custom:
		return joinWords("noted:", b.Name, b.Text)
	case Retracted:
		return fmt.Sprintf("%s retracted: %s", b.Event, b.Reason)
	case StageMoved:
		return fmt.Sprintf("%s: %s to %s", b.Trigger, b.From, b.To)
	case CourseMoved:
		return fmt.Sprintf("%s %s: %s to %s", b.Substance, b.Trigger, b.From, b.To)
	case DeviationRecorded:
		return fmt.Sprintf("deviation from %s: %s", b.Rule, b.Message)
	case DeviationWithdrawn:
		return fmt.Sprintf("deviation from %s withdrawn", b.Rule)
	case Order:
		return "order " + productText(b.Product) + " " + DayText(b.Dose, b.PerDay, b.Parts) + prefixed(", from ", b.First.String()) +
			prefixed(", until ", b.Last.String()) + prefixed(", ", string(b.Purpose))
	case StageMove:
		return joinWords("move:", string(b.Trigger), prefixed("to ", string(b.To)), prefixed("because of ", string(b.Reason)))
	case LevelMove:
		return joinWords("level of care:", string(b.Trigger), prefixed("to ", string(b.To)))
	case CourseMove:
		return joinWords("course:", string(b.Trigger), prefixed("to ", string(b.To)))
	case StopMedication:
		return fmt.Sprintf("stop %s: %s%s", b.Substance, b.Reason, ifYes(b.Abrupt, ", at once"))
	case PlanEndDate:
		return fmt.Sprintf("end %s on %s: %s", b.Substance, b.On, b.Reason)
	case TakeHomeGrant:
		return fmt.Sprintf("grant %d days to take home", b.Days)
	case WithdrawalManagement:
		return "withdrawal management: " + string(b.Method)
	case ForceMove:
		return joinWords("forced move", prefixed("to ", joinWords(string(b.Stage), string(b.Level), string(b.Course)))+": "+b.Note)
	}
	return "event"
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

// DayText writes the doses of one day for a reader: "8 mg", "4 mg 2 times a day", "60 mg + 40 mg".
func DayText(dose medication.Dose, perDay int, parts []medication.Mass) string {
	switch {
	case len(parts) > 0:
		texts := make([]string, len(parts))
		for i, part := range parts {
			texts[i] = part.String()
		}
		return strings.Join(texts, " + ")
	case perDay > 1:
		return dose.String() + " " + strconv.Itoa(perDay) + " times a day"
	}
	return dose.String()
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
