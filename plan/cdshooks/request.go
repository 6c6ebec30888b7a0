package cdshooks

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/oudpath/oudpath/plan"
	"github.com/oudpath/oudpath/plan/fhir"
	"github.com/oudpath/oudpath/plan/fhir/r4"
	"github.com/oudpath/oudpath/plan/record"
)

// call is one call of a service on its way.
type call struct {
	gathered
	api        *api
	ctx        context.Context
	now        time.Time
	service    *Service
	root       r4.Element
	issuer     string
	patient    string // the id, without its type
	user       string
	encounter  string
	server     FHIRServer
	brought    *r4.Document // the Bundle of the context; nil: the hook has none
	deviations []string

	rec      *fhir.Record
	plan     plan.Plan
	actor    record.Actor // the user, if the host knows who it is
	drawings []drawing
	said     []string // lines of cards that are said once in an answer
}

// deviates notes what is read all the same.
func (c *call) deviates(what string) {
	if !slices.Contains(c.deviations, what) {
		c.deviations = append(c.deviations, what)
	}
}

// call answers a call of a service.
func (a *api) call(ctx context.Context, id, issuer string, body r4.Element, seen *Observation) ([]byte, error) {
	c := &call{api: a, ctx: ctx, now: a.Clock(), root: body, issuer: issuer}
	defer func() { seen.Deviations, seen.Fetched = c.deviations, c.fetched }()
	hook := body.Get("hook").Text()
	if c.service, _ = a.service(id, hook); c.service == nil {
		return nil, faultHook.with("")
	}
	seen.Operation = hook
	for _, step := range []func() error{c.context, c.authorization, c.bundle, func() error { return c.gather(ctx) }, c.whose} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if a.Staff != nil {
		if actor, err := a.Staff.Actor(ctx, issuer, c.user); err == nil {
			c.actor = actor
		}
	}
	if err := hooks[hook].judge(c); err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	cards, err := c.cards()
	if err != nil {
		return nil, err
	}
	seen.Cards = len(cards)
	return object("cards", keptArray(cards)).Append(make([]byte, 0, 2048*(1+len(cards)))), nil
}

// isID reports whether a text is an id of FHIR.
func isID(text string) bool {
	for i := range len(text) {
		if c := text[i]; !isAlphanumeric(c) && c != '-' && c != '.' {
			return false
		}
	}
	return text != "" && len(text) <= 64
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// isUUID reports whether a text is a UUID, in letters of either case.
func isUUID(text string) bool {
	for i := range len(text) {
		c := text[i]
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (c == '-') || !dash && (!isAlphanumeric(c) || c|0x20 > 'f') {
			return false
		}
	}
	return len(text) == 36
}

const maxUser = 200

// context reads who it is about, and who asks.
func (c *call) context() error {
	context := c.root.Get("context")
	if !isUUID(strings.TrimPrefix(c.root.Get("hookInstance").Text(), "urn:uuid:")) {
		return faultRequest.with("hookInstance is a UUID")
	}
	for _, f := range []struct {
		name, typ string
		to        *string
		required  bool
	}{{"patientId", "Patient/", &c.patient, true}, {"encounterId", "Encounter/", &c.encounter, false}} {
		text := context.Get(f.name).Text()
		if bare, prefixed := strings.CutPrefix(text, f.typ); prefixed {
			c.deviates(f.name + "-prefixed")
			text = bare
		}
		if !isID(text) && (f.required || context.Get(f.name).Exists()) {
			return faultRequest.with("context.%s is an id of FHIR", f.name)
		}
		*f.to = text
	}
	c.user = context.Get("userId").Text()
	if c.user == "" || len(c.user) > maxUser {
		return faultRequest.with("context.userId is missing or too long")
	}
	if typ, id, ok := strings.Cut(c.user, "/"); !ok || typ == "" || !isID(id) {
		c.deviates("userId-form")
	}
	return nil
}

// authorization reads which server may be asked, and with what.
func (c *call) authorization() error {
	granted := c.root.Get("fhirAuthorization")
	if string(granted.Raw()) == "null" {
		c.deviates("fhirAuthorization-null")
		granted = r4.Element{}
	}
	c.server = FHIRServer{URL: c.root.Get("fhirServer").Text(), Token: granted.Get("access_token").Text(), Issuer: c.issuer}
	switch patient := granted.Get("patient").Text(); {
	case granted.Exists() && c.server.URL == "":
		return faultRequest.with("fhirAuthorization needs fhirServer")
	case granted.Exists() && !granted.Get("token_type").Is("Bearer"):
		return faultRequest.with("fhirAuthorization.token_type is Bearer")
	case patient != "" && strings.TrimPrefix(patient, "Patient/") != c.patient:
		return faultPerson.with("fhirAuthorization.patient is not context.patientId")
	}
	return nil
}

// bundle reads the Bundle that the context brings along.
func (c *call) bundle() error {
	name := hooks[c.service.Hook].brings
	if name == "" {
		return nil
	}
	e := c.root.Get("context").Get(name)
	switch r, ok := e.Resource(); {
	case !ok:
		return faultRequest.with("context.%s is a Bundle", name)
	case r.Type() != "Bundle": // seen in the wild: what is meant is clear
		c.deviates(name + "-no-bundle")
	case !e.Get("type").Exists():
		c.deviates(name + "-without-type")
	}
	c.brought = e.Document()
	return nil
}

// whose refuses a request whose resources are of another person than its context: whoever gets an answer must not take it for one
// about the person in front of them.
func (c *call) whose() error {
	for _, doc := range c.docs {
		if r, ok := doc.Root().Resource(); ok && r.Type() == "Patient" && r.ID() != c.patient {
			return faultPerson.with("the Patient in the prefetch is not context.patientId")
		}
	}
	if c.brought == nil {
		return nil
	}
	for entry := range c.brought.Entries() {
		if c.aboutAnother(entry.Resource) {
			return faultPerson.with("a resource of the context is not about context.patientId")
		}
	}
	return nil
}

// aboutAnother reports whether the resource names people as those whom it is about, or who come to it, and not the one of the context.
func (c *call) aboutAnother(r r4.Resource) bool {
	named, ours := false, false
	see := func(of r4.Element) {
		key := of.Reference().Key()
		named = named || strings.HasPrefix(key, "Patient/")
		ours = ours || key == "Patient/"+c.patient
	}
	for _, name := range []string{"subject", "patient"} {
		see(r.Get(name))
	}
	for _, participant := range r.Get("participant").Items() {
		see(participant.Get("actor"))
	}
	return named && !ours
}

// reader is how the record is read.
func (c *call) reader() fhir.Reader {
	return fhir.Reader{AsOf: c.now, Zone: c.api.Engine.Zone(), Person: c.patient, Codes: c.api.Codes, Market: c.api.Market,
		Setting: c.api.Setting, Questionnaires: c.api.Questionnaires}
}

// importing makes the plan of the record.
func (c *call) importing() (err error) {
	c.plan, _, err = c.rec.Import(c.api.Engine, plan.ID(c.patient))
	return err
}
