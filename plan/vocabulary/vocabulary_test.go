package vocabulary_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/oudpath/oudpath/plan/vocabulary"
	"github.com/oudpath/oudpath/plan/vocabulary/vocabularytest"
	"github.com/stretchr/testify/require"
)

// The enumerations of these tests: one of each sort.
type (
	route  uint8 // zero is not stated
	class  uint8 // zero is invalid
	status uint8 // zero is a word
	sex    string
)

const (
	_ route = iota
	oral
	sublingual
	intramuscular
)

const (
	_ class = iota
	shortActing
	longActing
)

const (
	unknown status = iota
	marketed
)

const (
	female sex = "female"
	male   sex = "male"
)

// seen is a source as package evidence has them.
type seen bool

func (s seen) String() string  { return "a terminology server" }
func (s seen) Confirmed() bool { return bool(s) }

var (
	routes = vocabulary.Optional[route]("route", []vocabulary.Word{
		oral: {Name: "oral", Aliases: []string{"by mouth", "PO"},
			Codes: []vocabulary.Code{{vocabulary.SNOMED, "26643006", "Oral route", seen(true)}}},
		sublingual: {Name: "sublingual", Aliases: []string{"under the tongue"}},
		intramuscular: {Name: "intramuscular",
			Codes: []vocabulary.Code{{vocabulary.SNOMED, "78421000", "Intramuscular route", seen(false)}}},
	})
	classes  = vocabulary.Required[class]("class", []string{shortActing: "short-acting-opioid", longActing: "long-acting-opioid"})
	statuses = vocabulary.Required[status]("status", []string{unknown: "unknown", marketed: "marketed"})
	sexes    = vocabulary.Texts[sex]("sex", vocabulary.Is(female, "woman", "f"), vocabulary.Is(male, "man").In(
		vocabulary.Code{System: vocabulary.SNOMED, Code: "248153007", Display: "Male", Source: seen(true)}))
)

func (r route) Valid() bool                       { return routes.Valid(r) }
func (r route) String() string                    { return routes.Name(r) }
func (r route) MarshalText() ([]byte, error)      { return routes.MarshalText(r) }
func (r *route) UnmarshalText(text []byte) error  { return routes.UnmarshalText(r, text) }
func (c class) Valid() bool                       { return classes.Valid(c) }
func (c class) String() string                    { return classes.Name(c) }
func (c class) MarshalText() ([]byte, error)      { return classes.MarshalText(c) }
func (c *class) UnmarshalText(text []byte) error  { return classes.UnmarshalText(c, text) }
func (s status) Valid() bool                      { return statuses.Valid(s) }
func (s status) String() string                   { return statuses.Name(s) }
func (s status) MarshalText() ([]byte, error)     { return statuses.MarshalText(s) }
func (s *status) UnmarshalText(text []byte) error { return statuses.UnmarshalText(s, text) }
func (s sex) MarshalText() ([]byte, error)        { return sexes.MarshalText(s) }
func (s *sex) UnmarshalText(text []byte) error    { return sexes.UnmarshalText(s, text) }

func TestEnumerations(t *testing.T) {
	vocabularytest.Check[route](t, "oral", "sublingual", "intramuscular")
	vocabularytest.Check[class](t, "short-acting-opioid", "long-acting-opioid")
	vocabularytest.Check[status](t, "unknown", "marketed")
}

// order has a member of each sort, most of which nobody stated.
type order struct {
	Route  route
	Status status
	Sex    sex
	After  *class
}

func TestWhatWasNotStatedIsWrittenAndRead(t *testing.T) {
	text, err := json.Marshal(order{})
	require.NoError(t, err)
	require.JSONEq(t, `{"Route": "", "Status": "unknown", "Sex": "", "After": null}`, string(text))
	back := order{Route: oral, Status: marketed, Sex: male}
	require.NoError(t, json.Unmarshal(text, &back))
	require.Equal(t, order{}, back)
}

func TestValuesThatAreNoWordsAreNotWritten(t *testing.T) {
	for name, bad := range map[string]any{
		"invalid route 4": route(4), "invalid route 255": route(255), "invalid class 0": class(0), "invalid class 3": class(3),
		"invalid status 2": status(2), `unknown sex "mael"; did you mean "male"?`: sex("mael"),
	} {
		_, err := json.Marshal(bad)
		require.ErrorIs(t, err, vocabulary.ErrWord)
		require.ErrorContains(t, err, name)
	}
}

func TestErrorsNameTheNearestWord(t *testing.T) {
	r := oral
	for text, want := range map[string]string{
		"orall":      `unknown route "orall"; did you mean "oral"?`,
		"Oral":       `unknown route "Oral"; did you mean "oral"?`,
		"intra":      `unknown route "intra", want "oral", "sublingual" or "intramuscular"`,
		"by-mouth":   `unknown route "by-mouth"; did you mean "oral"?`,
		"under":      `unknown route "under"; did you mean "sublingual"?`,
		"not stated": `unknown route "not stated", want "oral", "sublingual" or "intramuscular"`,
		" ":          `unknown route " ", want "oral", "sublingual" or "intramuscular"`,
	} {
		err := r.UnmarshalText([]byte(text))
		require.ErrorIs(t, err, vocabulary.ErrWord)
		require.EqualError(t, err, want)
		require.Equal(t, oral, r, "a text that is no word changes nothing")
	}
	s := male
	require.EqualError(t, s.UnmarshalText([]byte("Female")), `unknown sex "Female"; did you mean "female"?`)
	require.Equal(t, male, s)
}

func TestFindReadsWhatPeopleWrite(t *testing.T) {
	for text, want := range map[string]route{"oral": oral, "ORAL": oral, "by_mouth": oral, "by mouth": oral, "po": oral, "Under  the tongue": sublingual} {
		found, err := routes.Find(text)
		require.NoError(t, err)
		require.Equal(t, want, found, text)
	}
	found, err := sexes.Find("Woman")
	require.NoError(t, err)
	require.Equal(t, female, found)
	for _, text := range []string{"", " ", "-", "mouth", "not stated"} {
		_, err := routes.Find(text)
		require.ErrorIs(t, err, vocabulary.ErrWord, text)
		_, err = sexes.Find(text)
		require.ErrorIs(t, err, vocabulary.ErrWord, text)
	}
}

func TestListing(t *testing.T) {
	require.Equal(t, []route{oral, sublingual, intramuscular}, slices.Collect(routes.All()))
	require.Equal(t, []class{shortActing, longActing}, slices.Collect(classes.All()))
	require.Equal(t, []status{unknown, marketed}, slices.Collect(statuses.All()))
	require.Equal(t, []sex{female, male}, slices.Collect(sexes.All()))
	for range routes.All() {
		break
	}
	for range sexes.All() {
		break
	}
	require.Equal(t, 2, sexes.Len())
	i, ok := sexes.Index(male)
	require.True(t, ok)
	require.Equal(t, 1, i)
	_, ok = sexes.Index("")
	require.False(t, ok)
	require.Equal(t, "route", routes.Kind())
	require.True(t, sexes.Valid(female))
	require.False(t, sexes.Valid(""))
	require.NoError(t, sexes.Check(""))
}

func TestCodes(t *testing.T) {
	r, ok := routes.ByCode(vocabulary.SNOMED, "26643006")
	require.True(t, ok)
	require.Equal(t, oral, r)
	_, ok = routes.ByCode(vocabulary.LOINC, "26643006")
	require.False(t, ok, "a code counts only in its own system")
	s, ok := sexes.ByCode(vocabulary.SNOMED, "248153007")
	require.True(t, ok)
	require.Equal(t, male, s)
	_, ok = sexes.ByCode(vocabulary.SNOMED, "")
	require.False(t, ok)

	word, ok := routes.Word(oral)
	require.True(t, ok)
	require.Equal(t, "oral", word.Name)
	require.True(t, word.Codes[0].Confirmed())
	word.Aliases[0], word.Codes[0].Code = "changed", "changed"
	again, _ := routes.Word(oral)
	require.Equal(t, []string{"by mouth", "PO"}, again.Aliases, "what is returned belongs to the caller")
	require.Equal(t, "26643006", again.Codes[0].Code)
	word, _ = routes.Word(intramuscular)
	require.False(t, word.Codes[0].Confirmed())
	require.False(t, vocabulary.Code{}.Confirmed())
	_, ok = routes.Word(0)
	require.False(t, ok)
	word, ok = sexes.Word(male)
	require.True(t, ok)
	require.Len(t, word.Codes, 1)
	_, ok = sexes.Word("mail")
	require.False(t, ok)
}

func TestTablesThatCannotBeAreRefused(t *testing.T) {
	code := vocabulary.Code{System: vocabulary.LOINC, Code: "1-8", Display: "One", Source: seen(true)}
	with := func(change func(*vocabulary.Code)) vocabulary.Code {
		changed := code
		change(&changed)
		return changed
	}
	for want, build := range map[string]func(){
		"vocabulary: route 2 has no name": func() {
			vocabulary.Optional[route]("route", []string{oral: "oral", intramuscular: "intramuscular"})
		},
		"vocabulary: a table without the name of its kind": func() { vocabulary.Optional[route]("", []string{oral: "oral"}) },
		`vocabulary: class "x" is the name of 1 and of 2`:  func() { vocabulary.Required[class]("class", []string{1: "x", 2: "x"}) },
		`vocabulary: status "unknown" is a word for the zero value, so it is required`: func() {
			vocabulary.Optional[status]("status", []string{unknown: "unknown", marketed: "marketed"})
		},
		`vocabulary: sex "male": the name "Woman" is taken by "female"`: func() {
			vocabulary.Texts[sex]("sex", vocabulary.Is(female, "woman"), vocabulary.Is(male, "Woman"))
		},
		`vocabulary: sex "male": the name "female " is taken by "female"`: func() {
			vocabulary.Texts[sex]("sex", vocabulary.Is(female), vocabulary.Is(male, "female "))
		},
		"vocabulary: sex 0 has no name": func() { vocabulary.Texts[sex]("sex", vocabulary.Is(sex(""))) },
		`vocabulary: sex "female" and "male" have the code 1-8`: func() {
			vocabulary.Texts[sex]("sex", vocabulary.Is(female).In(code), vocabulary.Is(male).In(code))
		},
		`vocabulary: sex "male": the code "1-8" lacks a system, a display or a source`: func() {
			vocabulary.Texts[sex]("sex", vocabulary.Is(male).In(with(func(c *vocabulary.Code) { c.Source = nil })))
		},
		`vocabulary: sex "female": the code "1-8" lacks a system, a display or a source`: func() {
			vocabulary.Texts[sex]("sex", vocabulary.Is(female).In(with(func(c *vocabulary.Code) { c.Display = "" })))
		},
		`vocabulary: sex "f": the code "1-8" lacks a system, a display or a source`: func() {
			vocabulary.Texts[sex]("sex", vocabulary.Is(sex("f")).In(with(func(c *vocabulary.Code) { c.System = "" })))
		},
		`vocabulary: sex "m": the code "" lacks a system, a display or a source`: func() {
			vocabulary.Texts[sex]("sex", vocabulary.Is(sex("m")).In(with(func(c *vocabulary.Code) { c.Code = "" })))
		},
	} {
		require.PanicsWithValue(t, want, build)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"respiratory-depression", "low tolerance", "high tolerance", "head-injury", "ab"}
	for text, want := range map[string]string{
		"respiratory-depresion":  "respiratory-depression",
		"Respiratory depression": "respiratory-depression",
		"low":                    "low tolerance",
		"hgih tolerance":         "high tolerance",
		"head":                   "head-injury",
		"ac":                     "ab",
		"zzzz":                   "",
		"":                       "",
	} {
		require.Equal(t, want, vocabulary.Nearest(text, known), text)
	}
	require.Equal(t, "", vocabulary.Nearest("anything", nil))
	require.Equal(t, "abc", vocabulary.Nearest("abx", []string{"abz", "abc"}), "of two that are as near, the first by the alphabet")
}

func TestUnknownAndInvalid(t *testing.T) {
	require.EqualError(t, vocabulary.Unknown("product", "bupnx.FILM", []string{"bupnx.film", "bupnx.sl"}),
		`unknown product "bupnx.FILM"; did you mean "bupnx.film"?`)
	require.EqualError(t, vocabulary.Unknown("product", "zz", nil), `unknown product "zz"`)
	require.EqualError(t, vocabulary.Unknown("answer", "maybe", []string{"yes"}), `unknown answer "maybe", want "yes"`)
	require.EqualError(t, vocabulary.Unknown("letter", "?!",
		[]string{"aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg", "hhhh", "iiii"}),
		`unknown letter "?!"`, "too many to list")
	require.EqualError(t, vocabulary.Invalid("route", "77"), "invalid route 77")
	require.ErrorIs(t, vocabulary.Invalid("route", "77"), vocabulary.ErrWord)
}

// A name is looked up without work: rules ask millions of times.
func TestNamesCostNoMemory(t *testing.T) {
	require.Zero(t, testing.AllocsPerRun(100, func() {
		_ = oral.String()
		_ = oral.Valid()
		_ = sexes.Valid(male)
	}))
}
