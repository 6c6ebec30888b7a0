package fhir

// row says of a type of resource what it becomes and who reads it. It is where reading begins.
type row struct {
	typ     string
	becomes string // for a reader; where nobody reads it, why
	read    func(*at)
	about   bool // about one person, whom it names
	// changed reads it where an extension that is not known may turn what it says into its opposite: what can only warn is read all the
	// same, of a medicine that the person has it, and nothing that something could be allowed by. Nil: nothing is read.
	changed func(*at)
}

// mapping is the table of resource types, in the order of the alphabet. A type that is not in it is not read, and said to be so.
var mapping = [...]row{
	{typ: "AdverseEvent", becomes: "an adverse event", read: readAdverseEvent, about: true, changed: readAdverseEvent},
	{typ: "AllergyIntolerance", becomes: "a hypersensitivity", read: readAllergy, about: true, changed: readAllergy},
	{typ: "Appointment", becomes: "a visit that was missed", read: readAppointment},
	{typ: "AuditEvent", becomes: "who looked at the record is no event of treatment"},
	{typ: "CarePlan", becomes: "a plan of care holds intentions, which no event states", about: true},
	{typ: "CareTeam", becomes: "who cares for the person is no event"},
	{typ: "Condition", becomes: "a diagnosis, a condition, an overdose, a return to use", read: readCondition, about: true, changed: readCondition},
	{typ: "Consent", becomes: "a consent to disclosure", read: readConsent, about: true},
	{typ: "Coverage", becomes: "who pays is no event of treatment"},
	{typ: "DetectedIssue", becomes: "what another system finds is not what happened"},
	{typ: "Device", becomes: "devices are no events of treatment"},
	{typ: "DiagnosticReport", becomes: "its results are read from their observations", read: readReport},
	{typ: "DocumentReference", becomes: "documents are not opened"},
	{typ: "Encounter", becomes: "where care takes place", read: readEncounter, about: true},
	{typ: "EpisodeOfCare", becomes: "an episode has no stage that the pathway knows", about: true},
	{typ: "Goal", becomes: "a goal is no event", about: true},
	{typ: "GuidanceResponse", becomes: "what another system finds is not what happened"},
	{typ: "Location", becomes: "named by other resources"},
	{typ: "Medication", becomes: "read through the orders and supplies that name it"},
	{typ: "MedicationAdministration", becomes: "a dose given, or missed", read: readAdministration, about: true, changed: readChangedMedicine},
	{typ: "MedicationDispense", becomes: "doses in the hand, a reversal agent supplied, a medicine taken", read: readDispense, about: true,
		changed: readChangedMedicine},
	{typ: "MedicationRequest", becomes: "an order, a proposal, a medicine taken", read: readRequest, about: true, changed: readChangedMedicine},
	{typ: "MedicationStatement", becomes: "a medicine taken", read: readStatement, about: true, changed: readChangedMedicine},
	{typ: "Observation", becomes: "a score, a measurement, a drug screen, a pregnancy, a last use", read: readObservation, about: true},
	{typ: "OperationOutcome", becomes: "an answer of a server says nothing of the person"},
	{typ: "Organization", becomes: "named by other resources"},
	{typ: "Patient", becomes: "who the person is, and a death", read: readPatient, changed: readPatient},
	{typ: "Practitioner", becomes: "named by other resources"},
	{typ: "PractitionerRole", becomes: "named by other resources"},
	{typ: "Procedure", becomes: "an assessment done", read: readProcedure, about: true},
	{typ: "Provenance", becomes: "who recorded it is said by the resource"},
	{typ: "Questionnaire", becomes: "named by the answers to it"},
	{typ: "QuestionnaireResponse", becomes: "a score, where the questionnaire is among the resources and codes its total", read: readAnswers, about: true},
	{typ: "RelatedPerson", becomes: "named by other resources"},
	{typ: "ServiceRequest", becomes: "what was requested is not what happened", about: true},
	{typ: "Specimen", becomes: "named by other resources"},
	{typ: "Task", becomes: "a task is not what happened"},
}

// byType are the rows by type.
var byType = func() map[string]*row {
	all := make(map[string]*row, len(mapping))
	for i := range mapping {
		all[mapping[i].typ] = &mapping[i]
	}
	return all
}()

func rowOf(typ string) (*row, bool) {
	r, known := byType[typ]
	return r, known
}

// Reads says what becomes of each type of resource, in the order of the alphabet: for documentation.
func Reads() map[string]string {
	all := make(map[string]string, len(mapping))
	for _, r := range mapping {
		all[r.typ] = r.becomes
	}
	return all
}
