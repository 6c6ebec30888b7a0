package sim_test

import (
	"encoding/csv"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/oudpath/oudpath/internal/fixtures"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/sim"
	"github.com/stretchr/testify/require"
)

// optima builds the semi-Markov model of opioid agonist treatment in British Columbia of Enns et al., Drug and Alcohol Dependence
// 2023;247:109893, from its published inputs: treatment with or without use, relapse, overdose and abstinence, by injecting, HIV
// and hepatitis C, and three episodes: 192 health states by month in the state.
type optima struct {
	t   testing.TB
	dir string
	in  map[string]map[string]map[string]float64 // file, row, column
}

var (
	optimaBases = []string{"BUP", "BUPC", "MET", "METC", "REL", "ODN", "ODF", "ABS"}
	optimaUses  = []string{"NI", "INJ"}
	optimaSeros = []string{"NEG", "HIV", "HCV", "COI"}
	enns        = evidence.Source{ID: "enns-2023", Title: "Enns et al., Drug Alcohol Depend 247:109893", Year: 2023,
		Via: "inputs of the authors' repository"}.At("", evidence.Primary)
)

func openOptima(t testing.TB) *optima {
	return &optima{t: t, dir: fixtures.Path(t, "optima"), in: map[string]map[string]map[string]float64{}}
}

func (o *optima) get(file, row, column string) float64 {
	o.t.Helper()
	rows, ok := o.in[file]
	if !ok {
		f, err := os.Open(filepath.Join(o.dir, file+".csv"))
		require.NoError(o.t, err)
		defer f.Close()
		r := csv.NewReader(f)
		r.FieldsPerRecord = -1
		lines, err := r.ReadAll()
		require.NoError(o.t, err)
		rows = map[string]map[string]float64{}
		key := 0
		if lines[0][0] == "Year" && lines[0][1] == "Age" {
			key = 1
		}
		for _, line := range lines[1:] {
			rows[line[key]] = map[string]float64{}
			for i, name := range lines[0] {
				if x, err := strconv.ParseFloat(line[i], 64); err == nil {
					rows[line[key]][name] = x
				}
			}
		}
		o.in[file] = rows
	}
	x, ok := rows[row][column]
	require.True(o.t, ok, "%s: row %q, column %q", file, row, column)
	return x
}

// calibrated returns a parameter of the overdose block: the mode of the published posterior where there is one.
func (o *optima) calibrated(name string) float64 {
	o.get("calibrated_map", "n_TX_OD", "value")
	if x, ok := o.in["calibrated_map"]["n_"+name]["value"]; ok {
		return x
	}
	return o.get("overdose", "pe", name)
}

func optimaState(base, use, sero string) string { return base + " " + use + " " + sero }

func optimaTreatment(base string) bool { return base[0] == 'B' || base[0] == 'M' }

// model returns the model over so many months, one arm for each of the two medications that people start with.
func (o *optima) model(months int) sim.Model {
	m := sim.Model{Name: "OPTIMA", Cycle: sim.Month, Horizon: months, Conversion: sim.ConditionalOnSurvival,
		Episodes: sim.Episodes{In: "treatment", Last: 3},
		Groups:   []sim.Group{{Name: "all", Share: 1, Age: o.get("init_params", "pe", "age_init"), Sex: sim.Both}}}
	for _, base := range optimaBases {
		for _, use := range optimaUses {
			for _, sero := range optimaSeros {
				m.States = append(m.States, sim.State{Name: optimaState(base, use, sero), Tags: optimaTags(base, use, sero)})
				if base != "ODF" {
					o.leave(&m, base, use, sero)
				}
			}
		}
	}
	m.States = append(m.States, sim.State{Name: "dead"})
	o.multiply(&m)
	for _, drug := range []string{"BUP", "MET"} {
		start := map[string]float64{}
		for _, use := range optimaUses {
			share := o.get("init_params", "pe", "INJ_prop")
			if use == "NI" {
				share = 1 - share
			}
			rest := 1.0
			for _, sero := range optimaSeros[1:] {
				x := o.get("init_params", "pe", sero+"_prop_"+use)
				start[optimaState(drug, use, sero)], rest = share*x, rest-x
			}
			start[optimaState(drug, use, "NEG")] = share * rest
		}
		m.Arms = append(m.Arms, sim.Arm{Name: drug, Start: start})
	}
	m.Rewards = o.rewards()
	return m
}

func optimaTags(base, use, sero string) []string {
	tags := []string{base + "-any", use, sero, base + "-" + use}
	if optimaTreatment(base) {
		tags = append(tags, "treatment")
	}
	return tags
}

// leave adds the ways out of a state, in the order in which the published program applies them: background death, overdose, the
// end of the stay, and seroconversion of those who remain.
func (o *optima) leave(m *sim.Model, base, use, sero string) {
	from := optimaState(base, use, sero)
	add := func(t sim.Transition) {
		t.From, t.Source = from, enns
		m.Transitions = append(m.Transitions, t)
	}
	add(sim.Transition{Name: "death", To: "dead", Hazard: o.mortality(base, sero)})
	fatal := sim.RateToProbability(o.calibrated("fatal_OD")) *
		(1 - o.get("overdose", "pe", "witness_prob")*o.get("overdose", "pe", "NX_prob")*o.get("overdose", "pe", "NX_success_prob"))
	od := []sim.Branch{{Share: fatal, To: optimaState("ODF", use, sero)}}
	for to, p := range o.convert("ODN", use, sero) {
		od = append(od, sim.Branch{Share: (1 - fatal) * p, To: optimaState("ODN", use, to)})
	}
	add(sim.Transition{Name: "overdose", Order: 1, Branches: od, Hazard: sim.Constant(o.calibrated(optimaRisk(base) + "_OD"))})

	var ends []sim.Branch
	total := 0.0
	for _, to := range optimaBases {
		if to == "ODN" || to == "ODF" || to == base {
			continue
		}
		share := o.get("unconditional", base+"_"+use, to+"_"+use)
		total += share
		for after, p := range o.convert(to, use, sero) {
			ends = append(ends, sim.Branch{Share: share * p, To: optimaState(to, use, after)})
		}
	}
	for i := range ends {
		ends[i].Share /= total // the published shares are rounded to nine digits
	}
	end := sim.Probability(1) // nobody stays in the state of an overdose
	if base != "ODN" {
		kind := base[:3]
		end = sim.WeibullRate(o.get("weibull", "pe", kind+"_shape_1"), o.get("weibull", "pe", kind+"_scale_1"))
	}
	add(sim.Transition{Name: "end", Order: 2, Branches: ends, Hazard: end})

	converts := o.convert(base, use, sero)
	delete(converts, sero)
	all := 0.0
	for _, p := range converts {
		all += p
	}
	if all > 0 && base != "ODN" {
		var seros []sim.Branch
		for _, to := range slices.Sorted(maps.Keys(converts)) {
			seros = append(seros, sim.Branch{Share: converts[to] / all, To: optimaState(base, use, to)})
		}
		add(sim.Transition{Name: "seroconversion", Order: 3, Branches: seros, Hazard: sim.Probability(all)})
	}
}

// optimaRisk is the overdose parameter of a state.
func optimaRisk(base string) string {
	switch {
	case base == "BUP", base == "MET":
		return "TX"
	case optimaTreatment(base):
		return "TXC"
	case base == "ABS":
		return "ABS"
	}
	return "REL"
}

// convert returns the serostatus of people who are in (or come to) a base state after a month, by probability.
func (o *optima) convert(base, use, sero string) map[string]float64 {
	risk := optimaRisk(base) + "_INJ"
	if use == "NI" || base == "ABS" {
		risk = "NI"
	}
	switch hiv, hcv := o.get("hiv_sero", "pe", "HIV_"+risk), o.get("hcv_sero", "pe", "HCV_"+risk); {
	case sero == "NEG":
		return map[string]float64{"NEG": 1 - hiv - hcv, "HIV": hiv, "HCV": hcv}
	case sero == "HIV":
		p := o.get("hcv_sero", "pe", "COI_HCV_"+risk)
		return map[string]float64{"HIV": 1 - p, "COI": p}
	case sero == "HCV":
		p := o.get("hiv_sero", "pe", "COI_HIV_"+risk)
		return map[string]float64{"HCV": 1 - p, "COI": p}
	}
	return map[string]float64{"COI": 1}
}

// mortality is background mortality, both sexes weighted, times the hazard ratio of the state. The published program takes, for
// people of age a, the row of age a − 1.
func (o *optima) mortality(base, sero string) sim.Hazard {
	ratio := "TX"
	switch {
	case base == "ABS" && sero == "NEG":
		ratio = "ABS"
	case base == "ABS":
		ratio = sero
	case base == "REL", base == "ODN":
		ratio = "REL"
	}
	male := o.get("init_params", "pe", "male_prop")
	rates := []float64{0}
	for age := range 95 {
		row := strconv.Itoa(age)
		rate := o.get("all_cause_mortality", row, "Male")*male + o.get("all_cause_mortality", row, "Female")*(1-male)
		rates = append(rates, rate*o.get("death_hr", "pe", ratio))
	}
	return sim.Rates(rates...).On(sim.Age)
}

// multiply adds frailties, first-month multipliers and fentanyl.
func (o *optima) multiply(m *sim.Model) {
	add := func(on string, by float64, when sim.When) {
		m.Effects = append(m.Effects, sim.Effect{On: on, By: by, When: when, Source: enns})
	}
	firstMonth := sim.Window{To: 1}
	for _, base := range []string{"BUP", "BUPC", "MET", "METC", "REL", "ABS"} {
		state := base + "-any"
		for episode, name := range map[int]string{2: "_2", 3: "_3"} {
			add("end", o.get("frailty", "pe", base[:3]+name), sim.When{State: state, Episode: sim.Window{From: episode, To: episode + 1}})
		}
		add("end", o.get("frailty", "pe", base[:3]+"_INJ"), sim.When{State: base + "-INJ"})
		if len(base) == 4 {
			add("end", o.get("frailty", "pe", base), sim.When{State: state})
		}
	}
	for base, name := range map[string]string{"BUP": "BUP", "MET": "MET", "BUPC": "TXC", "METC": "TXC", "REL": "REL", "ODN": "REL",
		"ABS": "ABS"} {
		add("overdose", o.calibrated(name+"_OD_mult"), sim.When{State: base + "-any", InState: firstMonth})
	}
	add("overdose", o.get("fentanyl", "2020", "CAN")*o.calibrated("fent_OD_mult"), sim.When{})
	add("overdose", o.get("overdose", "pe", "ni_fent_reduction"), sim.When{State: "NI"})
	add("overdose", o.get("overdose", "pe", "INJ_OD_mult"), sim.When{State: "INJ"})
}

// rewards are the costs and QALYs as the published program adds them up, its slips included: everybody with HIV or hepatitis C
// costs two dollars a month, dead or alive, because the program multiplies the two matrices of those costs by nothing (its index
// of the infected states is empty), and abstinence has the utility of buprenorphine. The cost of fatal overdoses is in
// fatalOverdoses. We reproduce them to prove that the equations are the same, not because they are right.
func (o *optima) rewards() []sim.Reward {
	health := sim.Reward{Name: "health", Discount: o.get("init_params", "pe", "discount"), Delay: 1, Timing: sim.CycleStart}
	total, qaly := health, health
	total.Name, qaly.Name = "total", "QALY"
	cost := func(state string, value float64) {
		health.Parts = append(health.Parts, sim.Part{In: state, Value: value})
		total.Parts = append(total.Parts, sim.Part{In: state, Value: value})
	}
	for _, sero := range optimaSeros[1:] {
		cost(sero, 2)
	}
	for _, base := range optimaBases {
		if base == "ODF" {
			continue
		}
		state := base + "-any"
		if optimaTreatment(base) {
			cost(state, o.get("costs", "pe", base[:3]+"_TX"))
		}
		for _, use := range optimaUses {
			cost(base+"-"+use, o.get("costs", "pe", base+"_"+use+"_HRU"))
		}
		crime, utility := base, base
		switch base {
		case "ODN":
			cost(state, o.rescue()+o.get("costs", "pe", "OD_TX")*o.get("overdose", "pe", "attended_prob"))
			crime = "REL"
		case "ABS":
			utility = "BUP"
		}
		total.Parts = append(total.Parts, sim.Part{In: state, Value: o.get("crime_costs", "pe", crime)})
		for _, use := range optimaUses {
			for _, sero := range optimaSeros {
				u := o.get("qalys", "pe", utility) / 12
				if sero != "NEG" {
					u *= o.get("qalys", "pe", sero+"_mult")
				}
				qaly.Parts = append(qaly.Parts, sim.Part{In: optimaState(base, use, sero), Value: u})
			}
		}
	}
	return []sim.Reward{health, total, qaly}
}

// rescue is the cost of naloxone and an ambulance per overdose.
func (o *optima) rescue() float64 {
	return o.get("costs", "pe", "OD_NX")*o.get("overdose", "pe", "witness_prob")*o.get("overdose", "pe", "NX_prob") +
		o.get("costs", "pe", "OD_AMB")*o.get("overdose", "pe", "attended_prob")
}

// fatalOverdoses is the cost of fatal overdoses as the published program takes it: of everybody who ever died of one, less what
// it booked, discounted, the month before.
func (o *optima) fatalOverdoses(ever []float64) float64 {
	sum, before := 0.0, 0.0
	for month, share := range ever {
		booked := share*(o.get("costs", "pe", "ODN_NI_HRU")+o.rescue()) - before
		booked *= math.Pow(1+o.get("init_params", "pe", "discount"), -float64(month+1)/12)
		sum, before = sum+booked, booked
	}
	return sum
}

func TestOptimaIsReproduced(t *testing.T) {
	o := openOptima(t)
	for arm, file := range map[string]string{"BUP": "expected_trace_bup_12_months", "MET": "expected_trace_met_12_months"} {
		c, err := o.model(12).Compile()
		require.NoError(t, err)
		r := run(t, c, sim.Study{Engine: sim.Cohort})
		for _, base := range optimaBases {
			curve := occupancy(t, r, arm, base+"-any")
			for month, got := range curve {
				require.InDelta(t, o.get(file, strconv.Itoa(month), base), got, 1e-8, "%s in arm %s, month %d", base, arm, month)
			}
		}
		for month, got := range occupancy(t, r, arm, "dead") {
			require.InDelta(t, o.get(file, strconv.Itoa(month), "Death"), got, 1e-8, "death in arm %s, month %d", arm, month)
		}
	}
	for months, arms := range map[int]map[string][3]float64{ // total cost, cost of the health sector, QALYs, as published with the program
		6:  {"BUP": {12221.5457, 3001.4836, 0.345839686}, "MET": {12604.0363, 4148.7816, 0.343366480}},
		12: {"BUP": {25758.9877, 5998.7781, 0.677990774}, "MET": {25945.9298, 7929.3631, 0.675952861}},
	} {
		c, err := o.model(months).Compile()
		require.NoError(t, err)
		r := run(t, c, sim.Study{Engine: sim.Cohort})
		for arm, want := range arms {
			fatal := o.fatalOverdoses(occupancy(t, r, arm, "ODF-any")[:months])
			for i, name := range []string{"total", "health", "QALY"} {
				got, err := r.Reward(arm, name)
				require.NoError(t, err)
				if name != "QALY" {
					got.Mean += fatal
				}
				require.InEpsilon(t, want[i], got.Mean, 1e-7, "%s of arm %s after %d months", name, arm, months)
			}
		}
	}
}
