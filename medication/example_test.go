package medication_test

import (
	"fmt"
	"time"

	"github.com/oudpath/oudpath/medication"
	"github.com/oudpath/oudpath/plan/civil"
)

func Example() {
	film, _ := medication.Lookup(medication.BupnxFilm)
	dose, _ := film.Compose(medication.Milligrams(8))
	fmt.Println(film.Name(), dose, "reverses an overdose:", film.ReversesOverdose())

	lastDose := civil.Must(2026, time.March, 2) // a Monday
	friday := civil.Must(2026, time.March, 6)
	fmt.Println(medication.Daily().MissedBetween(lastDose, friday), "missed doses,", friday.Since(lastDose), "days since")

	_, status := medication.Convert(medication.SublingualToBrixadiWeekly, medication.Milligrams(7))
	fmt.Println("7 mg a day to Brixadi:", status)
	// Output:
	// buprenorphine/naloxone film 8 mg/2 mg reverses an overdose: false
	// 3 missed doses, 4 days since
	// 7 mg a day to Brixadi: not-in-table
}

func ExampleParseMass() {
	mass, err := medication.ParseMass("0.18mg")
	fmt.Println(mass, err)
	_, err = medication.ParseMass("8")
	fmt.Println(err)
	// Output:
	// 0.18 mg <nil>
	// medication: not a mass: "8", want a number with mg, ug, mcg, µg or g
}

func ExampleClassify() {
	classes, known := medication.Classify("Diazepam")
	fmt.Println(classes, known)
	classes, known = medication.Classify("grandmother's drops")
	fmt.Println(classes, known, "which is not the same as harmless")
	// Output:
	// benzodiazepine true
	//  false which is not the same as harmless
}

func ExampleInjectionWindow() {
	vivitrol, _ := medication.Lookup(medication.NtxXR)
	window, _ := medication.InjectionWindow(vivitrol, civil.Must(2026, time.March, 2))
	fmt.Println(window.Due, "or", window.DueByMonth, "bounds", window.EarliestProvenance, window.LatestProvenance)
	// Output: 2026-03-30 or 2026-04-02 bounds unconfirmed unconfirmed
}

func ExampleConvert() {
	converted, status := medication.Convert(medication.SublingualToBuvidalMonthly, medication.Milligrams(4))
	fmt.Println(status, "instead", converted.Instead.Dose, "of", converted.Instead.Product.Name())
	// Output: no-product instead 8 mg of buprenorphine weekly injection (Buvidal)
}
