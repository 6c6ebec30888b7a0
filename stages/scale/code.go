package scale

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
)

// Code systems, by the URI that FHIR uses.
const (
	LOINC  = "http://loinc.org"
	SNOMED = "http://snomed.info/sct"
)

// Code identifies an instrument's total in a public code system. Check digits do not catch a wrong meaning, so a reader of data
// should compare Display as well.
type Code struct {
	System  string // LOINC or SNOMED
	Code    string
	Display string
	Cite    evidence.Citation
}

// wrongCodes are seen in public data for an instrument of this package although they mean something else.
var wrongCodes = [...]struct{ system, prefix, means string }{
	{LOINC, "72514-3", "it is pain severity on a verbal scale of 0 to 10; a public project sends COWS totals under it"},
	{LOINC, "99999-", "it is no LOINC code; a public data generator invents it for the criteria of opioid use disorder"},
}

// ByCode returns the instrument whose total has the code. A code that is known to be misused for one of them is ErrWrongCode,
// and says what it really is; any other is ErrCode. COWS, both SOWS, OOWS and the criteria have no LOINC code.
func ByCode(system, code string) (Instrument, error) {
	for _, wrong := range wrongCodes {
		if system == wrong.system && strings.HasPrefix(code, wrong.prefix) {
			return Instrument{}, fmt.Errorf("%w: %s: %s", ErrWrongCode, code, wrong.means)
		}
	}
	for _, def := range catalog {
		for _, c := range def.codes {
			if c.System == system && c.Code == code {
				return Instrument{def}, nil
			}
		}
	}
	return Instrument{}, fmt.Errorf("%w: %s %s", ErrCode, system, code)
}

// loincTotal is the LOINC code of a total, seen with its display in public FHIR data.
func loincTotal(code, display, via string) []Code {
	return []Code{{LOINC, code, display, evidence.LOINC.At(code, evidence.Primary).SeenIn(via)}}
}
