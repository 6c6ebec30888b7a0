package scale

import (
	"fmt"
	"strings"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// wrongCodes are seen in public data for an instrument of this package although they mean something else.
var wrongCodes = [...]struct {
	system        vocabulary.System
	prefix, means string
}{
	{vocabulary.LOINC, "72514-3", "it is pain severity on a verbal scale of 0 to 10; a public project sends COWS totals under it"},
	{vocabulary.LOINC, "99999-", "it is no LOINC code; a public data generator invents it for the criteria of opioid use disorder"},
}

// ByCode returns the instrument whose total has the code. A code that is known to be misused for one of them is ErrWrongCode,
// and says what it really is; any other is ErrCode. COWS, both SOWS, OOWS and the criteria have no LOINC code.
func ByCode(system vocabulary.System, code string) (Instrument, error) {
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
func loincTotal(code, display, via string) []vocabulary.Code {
	return []vocabulary.Code{{System: vocabulary.LOINC, Code: code, Display: display,
		Source: evidence.LOINC.At(code, evidence.Primary).SeenIn(via)}}
}
