package record

import (
	"slices"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Analyte is what a drug screen looks for.
type Analyte string

// The analytes. Opioids means the panel as a whole, where only that was reported.
const (
	AnalyteOpioids         Analyte = "opioids"
	AnalyteOpiates         Analyte = "opiates"
	AnalyteSixMAM          Analyte = "6-mam"
	AnalyteFentanyl        Analyte = "fentanyl"
	AnalyteMethadone       Analyte = "methadone"
	AnalyteBuprenorphine   Analyte = "buprenorphine"
	AnalyteOxycodone       Analyte = "oxycodone"
	AnalyteBenzodiazepines Analyte = "benzodiazepines"
	AnalyteCocaine         Analyte = "cocaine"
	AnalyteAmphetamines    Analyte = "amphetamines"
	AnalyteAlcohol         Analyte = "alcohol"
	AnalyteXylazine        Analyte = "xylazine"
)

// analyteRow is everything that is said about an analyte.
type analyteRow struct {
	analyte Analyte
	agent   string              // what a positive result shows, for a reader
	classes medication.ClassSet // of it
	opioid  bool                // a positive result means that an opioid is on board
}

// analyteRows is the table of analytes, in the order of Analytes.
var analyteRows = [...]analyteRow{
	{AnalyteOpioids, "an opioid", medication.ClassSet(0), true}, // which one is not known
	{AnalyteOpiates, "an opiate", medication.ClassesOf(medication.ShortActingOpioid, medication.FullAgonistOpioid), true},
	{AnalyteSixMAM, "heroin", classesOf("heroin"), true},
	{AnalyteFentanyl, "fentanyl", classesOf("fentanyl"), true},
	{AnalyteMethadone, "methadone", classesOf("methadone"), true},
	{AnalyteBuprenorphine, "buprenorphine", classesOf("buprenorphine"), true},
	{AnalyteOxycodone, "oxycodone", classesOf("oxycodone"), true},
	{AnalyteBenzodiazepines, "a benzodiazepine", medication.ClassesOf(medication.Benzodiazepine), false},
	{AnalyteCocaine, "cocaine", classesOf("cocaine"), false},
	{AnalyteAmphetamines, "an amphetamine", medication.ClassesOf(medication.Stimulant), false},
	{AnalyteAlcohol, "alcohol", medication.ClassesOf(medication.Alcohol), false},
	{AnalyteXylazine, "xylazine", classesOf("xylazine"), false},
}

// AnalyteCount is the number of analytes.
const AnalyteCount = len(analyteRows)

var analytes = vocabulary.Texts[Analyte]("analyte", wordsOfAnalytes()...)

func wordsOfAnalytes() []vocabulary.Word {
	words := make([]vocabulary.Word, len(analyteRows))
	for i, row := range analyteRows {
		words[i] = vocabulary.Is(row.analyte)
	}
	return words
}

func classesOf(agent string) medication.ClassSet {
	classes, _ := medication.Classify(agent)
	return classes
}

// row returns what is said about the analyte; nothing for one that is none of the table.
func (a Analyte) row() analyteRow {
	if i, ok := analytes.Index(a); ok {
		return analyteRows[i]
	}
	return analyteRow{}
}

// Index returns the place of the analyte in Analytes, and -1 for anything else.
func (a Analyte) Index() int { return place(analytes, a) }

// Valid reports whether the analyte is one of the list. Not stated is none.
func (a Analyte) Valid() bool { return analytes.Valid(a) }

// Analytes returns every analyte.
func Analytes() []Analyte { return slices.Collect(analytes.All()) }

// Opioid reports whether a positive result of the analyte means that an opioid is on board.
func (a Analyte) Opioid() bool { return a.row().opioid }

// Agent names what a positive result shows, for a reader; empty for an analyte that is none of the list.
func (a Analyte) Agent() string { return a.row().agent }

// Classes returns the classes that a positive result shows to be in the body. Opioids as a whole show none: which one it was is
// not known.
func (a Analyte) Classes() medication.ClassSet { return a.row().classes }
