package medication

import (
	"slices"

	"github.com/oudpath/oudpath/plan/evidence"
	"github.com/oudpath/oudpath/plan/vocabulary"
)

// Valid reports whether c is a conversion.
func (c Conversion) Valid() bool { return conversions.Valid(c) }

// String returns the name, and "invalid conversion 77" for a value that is none.
func (c Conversion) String() string { return conversions.Name(c) }

// MarshalText writes the name; a value that is no conversion is a vocabulary.ErrWord.
func (c Conversion) MarshalText() ([]byte, error) { return conversions.MarshalText(c) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (c *Conversion) UnmarshalText(text []byte) error { return conversions.UnmarshalText(c, text) }

// Conversions returns all conversions in the order of their declaration.
func Conversions() []Conversion {
	return slices.Collect(conversions.All())
}

// ConversionStatus is the outcome of a conversion. The zero ConversionStatus is invalid.
type ConversionStatus uint8

// The outcomes.
const (
	_                    ConversionStatus = iota
	ConversionExact                       // the table has a product for the dose
	ConversionNoProduct                   // the table covers the dose and has a blank cell: no such product is made
	ConversionNotInTable                  // the table does not cover the dose; it is never read between its rows
)

var conversionStatuses = vocabulary.Required[ConversionStatus]("conversion status", []string{
	ConversionExact:      "exact",
	ConversionNoProduct:  "no-product",
	ConversionNotInTable: "not-in-table",
})

// Valid reports whether s is a conversion status.
func (s ConversionStatus) Valid() bool { return conversionStatuses.Valid(s) }

// String returns the name, and "invalid conversion status 77" for a value that is none.
func (s ConversionStatus) String() string { return conversionStatuses.Name(s) }

// MarshalText writes the name; a value that is no conversion status is a vocabulary.ErrWord.
func (s ConversionStatus) MarshalText() ([]byte, error) { return conversionStatuses.MarshalText(s) }

// UnmarshalText reads what MarshalText writes, in that exact spelling; any other text is a vocabulary.ErrWord.
func (s *ConversionStatus) UnmarshalText(text []byte) error {
	return conversionStatuses.UnmarshalText(s, text)
}

// Supply is a dose of a product. The zero Supply is none.
type Supply struct {
	Product Product
	Dose    Dose
}

// Converted is what a conversion gives.
type Converted struct {
	Supply                    // what to give; none unless the status is ConversionExact
	Instead Supply            // with ConversionNoProduct: what the same row does offer
	Cite    evidence.Citation // the table; empty for an invalid conversion
}

// Row is one row of a conversion: doses of the principal substance from Least to Most, both included, become To. A zero To is
// a blank cell, and Instead is then what the row offers; else it is none.
type Row struct {
	Least, Most Mass
	To          Dose // of the product that Conversion.To names
	Instead     Supply
}

// table is one conversion. The rows are in the order of their doses and do not overlap.
type table struct {
	from ProductID // the source product, in whose milligrams the rows count
	to   ProductID
	cite evidence.Citation
	rows []Row
}

// Convert looks the daily (from a daily product) or periodic (from a depot) mass of the principal substance up in the table.
//
// Nothing is rounded and nothing is read between rows: a dose that the table does not cover is ConversionNotInTable, with
// only the citation; a blank cell is ConversionNoProduct, with what the row does offer. An invalid conversion is
// ConversionNotInTable.
func Convert(conversion Conversion, from Mass) (Converted, ConversionStatus) {
	if !conversion.Valid() {
		return Converted{}, ConversionNotInTable
	}
	t := &tables[conversion]
	for _, row := range t.rows {
		if from.Compare(row.Least) >= 0 && from.Compare(row.Most) <= 0 {
			return t.result(row)
		}
	}
	return Converted{Cite: t.cite}, ConversionNotInTable
}

func (t *table) result(row Row) (Converted, ConversionStatus) {
	if row.To.IsZero() {
		return Converted{Instead: row.Instead, Cite: t.cite}, ConversionNoProduct
	}
	return Converted{Supply: Supply{listed(t.to), row.To}, Cite: t.cite}, ConversionExact
}

// From returns the product that the table starts from. The tables from daily sublingual buprenorphine to a depot name the mono
// tablet, whose milligrams they count in: Zubsolv has to be turned into tablets first, and Espranor has tables of its own.
// It is no product for an invalid conversion.
func (c Conversion) From() Product {
	if !c.Valid() {
		return Product{}
	}
	return listed(tables[c].from)
}

// To returns the product that the table leads to, and no product for an invalid conversion.
func (c Conversion) To() Product {
	if !c.Valid() {
		return Product{}
	}
	return listed(tables[c].to)
}

// Rows returns the rows of the table in the order of their doses.
func (c Conversion) Rows() []Row {
	if !c.Valid() {
		return nil
	}
	return slices.Clone(tables[c].rows)
}

// Cite returns the source of the table.
func (c Conversion) Cite() evidence.Citation {
	if !c.Valid() {
		return evidence.Citation{}
	}
	return tables[c].cite
}
