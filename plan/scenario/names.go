package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/oudpath/oudpath/medication"
)

var substanceWords = newVocabulary("substance", substanceEntries()...)

// substanceEntries are the substances of the catalogue, and brands that stand for them.
func substanceEntries() (entries []entry[medication.Substance]) {
	brands := map[medication.Substance][]string{medication.Buprenorphine: {"bup"}}
	for _, p := range medication.Products() {
		s := p.Substance()
		for _, brand := range p.Brands() {
			if !slices.Contains(brands[s], brand) {
				brands[s] = append(brands[s], brand)
			}
		}
	}
	for _, s := range medication.Substances() {
		entries = append(entries, is(s, append([]string{s.String()}, brands[s]...)...))
	}
	return entries
}

// agentWords are the names under which the library knows what a person may take.
var agentWords = newVocabulary("agent", agentEntries()...)

func agentEntries() (entries []entry[string]) {
	other := map[string][]string{"illicit fentanyl": {"street fentanyl"}}
	for _, a := range medication.Agents() {
		entries = append(entries, is(a.Name, append([]string{a.Name}, other[a.Name]...)...))
	}
	return entries
}

// needAgent takes the name of a drug or medicine. One that the library does not know goes in quotation marks.
func (c *cursor) needAgent() string {
	if text, ok := c.quote(); ok {
		return text
	}
	name, ok := pick(c, agentWords)
	if !ok {
		c.unknown("agent", "heroin", "fentanyl")
		if c.err != nil && c.pos < len(c.tokens) {
			c.err = fmt.Errorf("%w (one that the library does not know goes in quotation marks)", c.err)
		}
	}
	return name
}

// productNames are the products under every name that they go by. A name may stand for several.
var productNames, productList = indexProducts()

func indexProducts() (byName map[string][]medication.Product, names []string) {
	byName = make(map[string][]medication.Product)
	add := func(name string, p medication.Product) {
		key := keyOf(name)
		if len(byName[key]) == 0 {
			names = append(names, name)
		}
		if !slices.Contains(byName[key], p) {
			byName[key] = append(byName[key], p)
		}
	}
	for _, p := range medication.Products() {
		add(string(p.ID()), p)
	}
	for _, p := range medication.Products() {
		plain, particular, _ := strings.Cut(strings.TrimSuffix(p.Name(), ")"), " (")
		if !slices.Contains(p.Brands(), particular) {
			add(plain, p)
		}
		_, form, _ := strings.Cut(plain, " ")
		for _, brand := range p.Brands() {
			add(brand, p)
			add(brand+" "+form, p)
			words := strings.Fields(form)
			for i := range words {
				add(brand+" "+words[i], p)
			}
		}
	}
	for _, p := range medication.Products() {
		add(p.Substance().String(), p)
	}
	return byName, names
}

// product takes a product, by its id or a name that only one product has in the country of the jurisdiction.
func (c *cursor) product() (medication.Product, bool) {
	at := c.pos
	words := c.productWords()
	if words == 0 {
		c.missed(productList...)
		return medication.Product{}, false
	}
	key, _ := c.phrase(words)
	candidates := named(key, c.here(productNames[key]))
	if len(candidates) > 1 {
		c.fail("%q may be %s: write which", key, listedProducts(candidates))
	}
	c.pos = at + words
	return candidates[0], true
}

// productWords is how many of the next words name a product, or several.
func (c *cursor) productWords() int {
	at := c.pos
	c.longest(func(key []byte) bool { return len(productNames[string(key)]) > 0 })
	words := c.pos - at
	c.pos = at
	return words
}

// here keeps the products of the country, if it has any.
func (c *cursor) here(candidates []medication.Product) []medication.Product {
	var local []medication.Product
	for _, p := range candidates {
		if p.Jurisdiction() == c.country {
			local = append(local, p)
		}
	}
	if len(local) == 0 {
		return candidates
	}
	return local
}

// named keeps the product that has the name for its id, if one has.
func named(key string, candidates []medication.Product) []medication.Product {
	for i, p := range candidates {
		if keyOf(string(p.ID())) == key {
			return candidates[i : i+1]
		}
	}
	return candidates
}

func listedProducts(products []medication.Product) string {
	ids := make([]string, len(products))
	for i, p := range products {
		ids[i] = string(p.ID())
	}
	return strings.Join(ids, ", ")
}

func (c *cursor) needProduct() medication.Product {
	p, ok := c.product()
	if !ok {
		c.unknown("product")
	}
	return p
}
