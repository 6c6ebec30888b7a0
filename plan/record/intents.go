package record

import (
	"errors"
	"fmt"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/truth"
	"github.com/oudpath/oudpath/stages"
)

// Order asks for doses of a product.
type Order struct {
	Product       medication.ProductID
	Dose          medication.Dose     // one administration
	PerDay        int                 // administrations a day; 0: one
	Purpose       Purpose             // not stated: derived from what the person takes
	Route         medication.Route    // not stated: the product's only route
	Setting       medication.Setting  // where it will be given or dispensed; not stated: unknown
	Schedule      medication.Schedule // on which days; not stated: unknown
	Supervised    truth.Value
	WatchedDays   int         // days a week on which a dose is watched; 0: every day if Supervised, else not stated
	SupplyDays    int         // days for which doses are handed out at once; 0: none
	Rationale     string      // the documented reason for a dose outside the usual limits
	TestDoseAgo   int         // minutes since a tolerated test dose, where a depot follows one; 0: none stated
	ComplexSwitch truth.Value // a documented switch from another depot
	Received      civil.Date  // when a pharmacy delivered the product for this person; zero: from stock, or not stated
	First         civil.Date  // first day of the doses; zero: the day of the order
	Last          civil.Date  // last day; zero: until it is changed or stopped
	// Parts are the doses of one day where they are unequal, in their order: 10 mg in the morning and 5 mg at night. Dose is the
	// largest of them, and PerDay their number.
	Parts []medication.Mass
	// Least is the lower end of a range: "8 to 16 mg" has 8 mg here, and 16 mg as Dose, so that whoever reads Dose alone reads the most
	// that may be given. Zero: no range. Unequal parts have none, and a depot is injected in one dose.
	Least medication.Dose
	// Instalments says whether the order is a prescription in instalments (FP10MDA, say): one from which a pharmacy hands out part after
	// part until its last day.
	Instalments    truth.Value
	InstalmentDays int // civil days from one instalment to the next; 0: not stated, or no instalments
}

// Kind returns KindOrder.
func (Order) Kind() Kind { return KindOrder }

// DayTotal returns the principal mass of one day of the order, at the most where it states a range.
func (b Order) DayTotal() medication.Mass {
	if len(b.Parts) == 0 {
		return b.Dose.Principal.Times(uint32(max(b.PerDay, 1)))
	}
	var total medication.Mass
	for _, part := range b.Parts {
		total = total.Add(part)
	}
	return total
}

// HandsOut returns for how many days doses are handed out at once; 0: none are. An instalment that is for more than its own day is taken home.
func (b Order) HandsOut() int {
	if b.SupplyDays == 0 && b.InstalmentDays > 1 {
		return b.InstalmentDays
	}
	return b.SupplyDays
}

// DayLeast returns the principal mass of one day of the order at the least: what DayTotal is, where it states no range.
func (b Order) DayLeast() medication.Mass {
	if b.Least.IsZero() {
		return b.DayTotal()
	}
	return b.Least.Principal.Times(uint32(max(b.PerDay, 1)))
}

// Regimen reports whether the order asks for doses of days to come, and not for one dose now.
func (b Order) Regimen() bool {
	return !b.Schedule.IsZero() || b.HandsOut() > 0 || b.PerDay > 1 || len(b.Parts) > 1 || !b.Last.IsZero()
}

// Validate checks product, dose and numbers.
func (b Order) Validate() error {
	return errors.Join(demandDose(b.Product, b.Dose), check(b.Purpose, purposes),
		within("times a day", b.PerDay, 0, 24), within("watched days a week", b.WatchedDays, 0, 7), within("days of supply", b.SupplyDays,
			0, 366),
		within("days of an instalment", b.InstalmentDays, 0, 366),
		within("minutes since the test dose", b.TestDoseAgo, 0, 7*24*60), b.validateParts(), b.validateRange(), b.validateDays())
}

func (b Order) validateDays() error {
	if !b.First.IsZero() && !b.Last.IsZero() && b.Last.Before(b.First) {
		return fmt.Errorf("record: last day %s before the first, %s", b.Last, b.First)
	}
	if b.InstalmentDays > 0 && b.Instalments != truth.Yes {
		return fmt.Errorf("record: instalments for %d days each, of an order that is not said to be in instalments", b.InstalmentDays)
	}
	return nil
}

func (b Order) validateParts() error {
	if len(b.Parts) == 0 {
		return nil
	}
	if len(b.Parts) != max(b.PerDay, 1) {
		return fmt.Errorf("record: %d parts of a day with %d administrations", len(b.Parts), max(b.PerDay, 1))
	}
	var largest medication.Mass
	for _, part := range b.Parts {
		if part.IsZero() {
			return errors.New("record: a part of a day is no dose")
		}
		largest = largest.Higher(part)
	}
	if !largest.Equal(b.Dose.Principal) {
		return fmt.Errorf("record: the largest part is %s and the dose %s", largest, b.Dose.Principal)
	}
	return nil
}

func (b Order) validateRange() error {
	switch product := productOf(b.Product); {
	case b.Least.IsZero():
		return nil
	case len(b.Parts) > 0:
		return errors.New("record: unequal parts of a day and a range: an order has one of them")
	case product.LongActing():
		return fmt.Errorf("record: %s is given in one dose, and not in a range", product.Name())
	case b.Least.Principal.IsZero():
		return errors.New("record: a range from no dose")
	case b.Least.Principal.Compare(b.Dose.Principal) >= 0:
		return fmt.Errorf("record: a range from %s to %s: the first is not the lower one", b.Least, b.Dose)
	case b.Least.Companion.IsZero() != b.Dose.Companion.IsZero():
		return fmt.Errorf("record: a range from %s to %s: both state the second component, or neither", b.Least, b.Dose)
	}
	return withinMass(b.Least)
}

// StageMove asks for a move on the pathway of stages.
type StageMove struct {
	Trigger stages.Trigger
	To      stages.Stage // where it leads; left empty, the engine fills it in when the move is accepted
	Reason  Reason       // why; required for discharges
	// What a discharge or the end of a stage leaves behind.
	MedicationContinues truth.Value // medication for opioid use disorder goes on elsewhere
	ReferralArranged    truth.Value // continuing care is arranged
	Destination         string
	Substance           medication.Substance // which medication ends; zero: whatever goes on
}

// Kind returns KindStageMove.
func (StageMove) Kind() Kind { return KindStageMove }

// Validate demands the trigger, and a reason for every discharge.
func (b StageMove) Validate() error {
	if err := demandText("trigger", string(b.Trigger)); err != nil {
		return err
	}
	switch b.Trigger {
	case stages.DischargePlanned, stages.DischargeUnplanned, stages.DischargeAdministrative:
		return demand(b.Reason, reasons)
	case stages.Transfer:
		return demandText("destination of the transfer", b.Destination)
	}
	return check(b.Reason, reasons)
}

// LevelMove asks for a move to another level of care.
type LevelMove struct {
	Trigger     stages.Trigger
	To          stages.Level   // left empty, the engine fills it in
	Edition     stages.Edition // edition of the ASAM Criteria that ASAM refers to
	ASAM        string         // level identifier in that edition, where one is stated
	WeeklyHours Quantity       // scheduled hours of service a week; zero: not stated
}

// Kind returns KindLevelMove.
func (LevelMove) Kind() Kind { return KindLevelMove }

// Validate demands the trigger, and an edition with every ASAM level.
func (b LevelMove) Validate() error {
	if b.ASAM != "" && b.Edition == 0 {
		return fmt.Errorf("record: ASAM level %q without its edition: the same number means different levels", b.ASAM)
	}
	if b.WeeklyHours.Less(Quantity{}) || Whole(168).Less(b.WeeklyHours) {
		return fmt.Errorf("record: %s hours a week", b.WeeklyHours)
	}
	return demandText("trigger", string(b.Trigger))
}

// CourseMove asks for a move of the medication course.
type CourseMove struct {
	Trigger   stages.Trigger
	To        stages.Course // left empty, the engine fills it in
	Substance medication.Substance
	Reason    Reason
}

// Kind returns KindCourseMove.
func (CourseMove) Kind() Kind { return KindCourseMove }

// Validate demands the trigger.
func (b CourseMove) Validate() error {
	return errors.Join(demandText("trigger", string(b.Trigger)), check(b.Reason, reasons))
}

// StopMedication asks to stop or withhold a medication.
type StopMedication struct {
	Substance medication.Substance
	Reason    Reason      // required: some reasons are no reasons
	Abrupt    truth.Value // at once, without a taper
}

// Kind returns KindStopMedication.
func (StopMedication) Kind() Kind { return KindStopMedication }

// Validate demands substance and reason.
func (b StopMedication) Validate() error {
	return errors.Join(demandSubstance(b.Substance), demand(b.Reason, reasons))
}

// PlanEndDate asks for a fixed day on which a medication is to end.
type PlanEndDate struct {
	Substance medication.Substance
	On        civil.Date
	Reason    Reason // required
}

// Kind returns KindPlanEndDate.
func (PlanEndDate) Kind() Kind { return KindPlanEndDate }

// Validate demands substance, day and reason.
func (b PlanEndDate) Validate() error {
	if b.On.IsZero() {
		return errors.New("record: day is missing")
	}
	return errors.Join(demandSubstance(b.Substance), demand(b.Reason, reasons))
}

// TakeHomeGrant asks for doses to be taken away from the clinic.
type TakeHomeGrant struct {
	Product     medication.ProductID
	Days        int             // number of days' doses, 1 to 366
	ClosureDays int             // how many of them are for days on which the clinic is closed
	Criteria    truth.Value     // the criteria of the jurisdiction are met and the decision is documented
	Dose        medication.Dose // one day's dose; not stated: that of the order in force
}

// Kind returns KindTakeHomeGrant.
func (TakeHomeGrant) Kind() Kind { return KindTakeHomeGrant }

// Validate checks the product and the number of days.
func (b TakeHomeGrant) Validate() error {
	_, err := lookup(b.Product)
	return errors.Join(err, within("days", b.Days, 1, 366), within("closure days", b.ClosureDays, 0, b.Days), withinMass(b.Dose))
}

// WithdrawalManagement asks for supervised withdrawal.
type WithdrawalManagement struct {
	Method         WithdrawalMethod
	Setting        medication.Setting
	ContinuingPlan truth.Value          // treatment after withdrawal is planned
	ExpectedDays   int                  // 0: not stated
	Informed       truth.Value          // told of withdrawal, loss of tolerance, overdose and the need for continued support
	Requested      truth.Value          // by the person, of their own choice
	Substance      medication.Substance // what the withdrawal is from, or managed with; zero: not stated
}

// Kind returns KindWithdrawalManagement.
func (WithdrawalManagement) Kind() Kind { return KindWithdrawalManagement }

// Validate demands the method.
func (b WithdrawalManagement) Validate() error {
	return errors.Join(demand(b.Method, methods), within("expected days", b.ExpectedDays, 0, 366))
}

// ForceMove sets a position that no edge leads to. It is never silent: it needs an actor and a note.
type ForceMove struct {
	Stage  stages.Stage  // empty: unchanged
	Level  stages.Level  // empty: unchanged
	Course stages.Course // empty: unchanged
	Note   string
}

// Kind returns KindForceMove.
func (ForceMove) Kind() Kind { return KindForceMove }

// Validate demands a target and a note.
func (b ForceMove) Validate() error {
	if b.Stage == "" && b.Level == "" && b.Course == "" {
		return errors.New("record: forced move to nowhere")
	}
	return demandText("note", b.Note)
}
