package medication

import (
	"slices"
	"time"

	"github.com/oudpath/oudpath/plan/civil"
	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// catalogue is every product: the United States by substance, then the United Kingdom, then Canada.
var catalogue = withGreatest(slices.Concat(methadoneUS, buprenorphineUS, depotsUS, naltrexoneUS, withdrawalUS, rescueUS, productsGB, productsCA))

var productIndex = indexProducts(catalogue)

var codeIndex = indexCodes(catalogue)

func indexProducts(rows []productRow) map[ProductID]Product {
	index := make(map[ProductID]Product, len(rows))
	for i := range rows {
		index[rows[i].id] = Product{&rows[i]}
	}
	return index
}

// strengthRef points at one strength of a product.
type strengthRef struct {
	product Product
	index   int
}

type codeKey struct {
	system vocabulary.System
	value  string
}

func indexCodes(rows []productRow) map[codeKey]strengthRef {
	index := make(map[codeKey]strengthRef)
	for i := range rows {
		for j, s := range rows[i].strengths {
			for _, c := range s.Codes {
				if c.Confirmed() {
					index[codeKey{c.System, c.Code}] = strengthRef{Product{&rows[i]}, j}
				}
			}
		}
	}
	return index
}

// Lookup returns the product with that id.
func Lookup(id ProductID) (Product, bool) {
	p, ok := productIndex[id]
	return p, ok
}

// listed is Lookup for the ids that the package's own tables name; a test proves that they all exist.
func listed(id ProductID) Product { return productIndex[id] }

// LookupCode returns the product and strength that a confirmed code identifies. Codes of ingredients and of ATC groups do not
// identify a product: see SubstanceByCode.
func LookupCode(system vocabulary.System, value string) (Product, Strength, bool) {
	ref, ok := codeIndex[codeKey{system, value}]
	if !ok {
		return Product{}, Strength{}, false
	}
	return ref.product, ref.product.Strengths()[ref.index], true
}

// Products returns all products, always in the same order: the United States first.
func Products() []Product {
	products := make([]Product, len(catalogue))
	for i := range catalogue {
		products[i] = Product{&catalogue[i]}
	}
	return products
}

func productIDs() []string {
	ids := make([]string, len(catalogue))
	for i := range catalogue {
		ids[i] = string(catalogue[i].id)
	}
	return ids
}

// The rest of this file is the vocabulary in which the rows are written.

// dose reads a dose that is written in this package's source.
func dose(text string) Dose {
	d, err := ParseDose(text)
	if err != nil {
		panic(err)
	}
	return d
}

// unit is a strength of one tablet, film, syringe or spray. Its source is that of its first code, unless from says otherwise.
func unit(text string, codes ...Code) Strength {
	s := Strength{Dose: dose(text), Per: PerUnit, Codes: codes, Cite: citeListed}
	if len(codes) > 0 {
		s.Cite = codes[0].Cite
	}
	return s
}

// perMilliliter is a strength of a measured liquid.
func perMilliliter(text string, codes ...Code) Strength {
	s := unit(text, codes...)
	s.Per = PerMilliliter
	return s
}

// inVolume states the volume of one unit.
func (s Strength) inVolume(microliters uint32) Strength {
	s.Volume = Microliters(microliters)
	return s
}

// of restricts the strength to a brand.
func (s Strength) of(brand string) Strength {
	s.Brand = brand
	return s
}

// from states where the strength was seen.
func (s Strength) from(cite evidence.Citation) Strength {
	s.Cite = cite
	return s
}

// generic and branded are RxNorm codes of the value sets of the CDC opioid guideline.
func generic(code string) Code { return Code{System: vocabulary.RxNorm, Code: code, Cite: citeCDC} }

func branded(brand, code string) Code {
	return Code{System: vocabulary.RxNorm, Code: code, Brand: brand, Cite: citeCDC}
}

// day is the unit of the label's longer times.
const day = 24 * time.Hour

// onMarket and offMarket are statements about the product itself.
func onMarket(jurisdiction string, from civil.Date, cite evidence.Citation) Marketing {
	return Marketing{Jurisdiction: jurisdiction, Status: Marketed, From: from, Cite: cite}
}

func offMarket(jurisdiction string, from civil.Date, cite evidence.Citation) Marketing {
	return Marketing{Jurisdiction: jurisdiction, Status: Discontinued, From: from, Cite: cite}
}

// always is the From of a product of which no source says since when it is sold.
var always civil.Date

// labelsRead is the day up to which labels were read for this catalogue: what is gone by then, with no date known, is gone from
// this day.
var labelsRead = civil.Must(2026, time.September, 30)

// ncqa is an RxNorm code of the NCQA value set.
func ncqa(code, brand string) Code {
	return Code{System: vocabulary.RxNorm, Code: code, Brand: brand, Cite: citeNCQA}
}

// fact is a label fact in words only; the functions below add what can be computed with.
func fact(topic Topic, text string, cite evidence.Citation) LabelFact {
	return LabelFact{Topic: topic, Text: text, Cite: cite}
}

// least and most are the ends of a range, in any unit that ParseMass reads.
func (f LabelFact) least(mass string) LabelFact {
	f.Mass.Least = dose(mass).Principal
	return f
}

func (f LabelFact) most(mass string) LabelFact {
	f.Mass.Most = dose(mass).Principal
	return f
}

// span adds a range of times; zero is an open end.
func (f LabelFact) span(least, most time.Duration) LabelFact {
	f.Time = Span{least, most}
	return f
}

// when restricts the fact to patients with that measure; a zero bound is open.
func (f LabelFact) when(measure Measure, atLeast, below uint16) LabelFact {
	f.When = Condition{measure, atLeast, below}
	return f
}
