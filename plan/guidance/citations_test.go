package guidance_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/guidance"
	"github.com/oudpath/oudpath/plan/jurisdiction/gb"
	"github.com/oudpath/oudpath/plan/jurisdiction/us"
	"github.com/oudpath/oudpath/stages"
	"github.com/oudpath/oudpath/stages/scale"
	"github.com/stretchr/testify/require"
)

// One statement of one source was confirmed one way, whoever cites it: the products, the stages, the scales, the rules and duties,
// and the values of every jurisdiction.
func TestCitationsAgree(t *testing.T) {
	var all []evidence.Citation
	for what, value := range map[string]any{
		"products": medication.Products(), "agents": medication.Agents(), "conversions": conversions(),
		"codes of substances": codes(), "levels of the ASAM criteria": levels(),
		"journey": stages.Journey().Definition(), "levels of care": stages.Care().Definition(),
		"courses": stages.Medication().Definition(), "services": stages.Services(), "tiers": stages.UKTiers(),
		"courses of withdrawal": stages.Withdrawals(),
		"scales":                scale.All(), "objective signs": scale.ObjectiveSignCites(), "remission": scale.RemissionCites(),
		"rules": guidance.All(), "duties": guidance.Duties(),
		"profiles": []plan.Jurisdiction{us.Federal(time.UTC), us.Wisconsin(time.UTC), gb.UnitedKingdom(time.UTC), gb.England(time.UTC),
			gb.Scotland(time.UTC), gb.Wales(time.UTC), gb.NorthernIreland(time.UTC)},
	} {
		cites := citationsIn(reflect.ValueOf(value))
		require.NotEmpty(t, cites, what)
		for _, c := range cites {
			require.NoError(t, c.Validate(), what)
		}
		all = append(all, cites...)
	}
	require.NoError(t, evidence.Consistent(all...))
}

func codes() (all [][]medication.Code) {
	for _, s := range medication.Substances() {
		all = append(all, s.Codes())
	}
	return all
}

func conversions() (all []evidence.Citation) {
	for _, c := range medication.Conversions() {
		all = append(all, c.Cite())
	}
	return all
}

func levels() (all []evidence.Citation) {
	for _, edition := range []stages.Edition{stages.ThirdEdition, stages.FourthEdition} {
		for _, level := range stages.ASAMLevels(edition) {
			all = append(all, level.Cite())
			for _, adolescent := range []bool{false, true} {
				if _, _, known, cite := level.Hours(adolescent); known {
					all = append(all, cite)
				}
			}
		}
	}
	return all
}

// citationsIn returns every citation that a value holds, however deep.
func citationsIn(v reflect.Value) (found []evidence.Citation) {
	seen := make(map[any]bool)
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if v.IsNil() || seen[v.UnsafePointer()] {
				return
			}
			seen[v.UnsafePointer()] = true
			walk(v.Elem())
		case reflect.Interface:
			walk(v.Elem())
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Map:
			for _, key := range v.MapKeys() {
				walk(v.MapIndex(key))
			}
		case reflect.Struct:
			if v.Type() == reflect.TypeFor[time.Time]() || v.Type() == reflect.TypeFor[time.Location]() {
				return
			}
			if v.Type() == reflect.TypeFor[evidence.Citation]() {
				if c := citation(v); c != (evidence.Citation{}) {
					found = append(found, c)
				}
				return
			}
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		}
	}
	walk(v)
	return found
}

// citation copies a citation, even out of an unexported field.
func citation(v reflect.Value) evidence.Citation {
	var c evidence.Citation
	copyFields(reflect.ValueOf(&c).Elem(), v)
	return c
}

func copyFields(to, from reflect.Value) {
	for i := range from.NumField() {
		switch field := from.Field(i); field.Kind() {
		case reflect.Struct:
			copyFields(to.Field(i), field)
		case reflect.String:
			to.Field(i).SetString(field.String())
		case reflect.Int:
			to.Field(i).SetInt(field.Int())
		case reflect.Uint8:
			to.Field(i).SetUint(field.Uint())
		default:
			panic(field.Type().String())
		}
	}
}
