package guidance_test

// waiting are the places where a law is broken and that another change has to mend, by the law and the place, with the reason. A law
// fails when one of its entries holds again.
var waiting = map[string]map[string]string{
	"dead end, gb": {
		"acute-alcoholism + a depot":       "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
		"respiratory-depression + a depot": "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
	},
	"dead end, gb-eng": {
		"acute-alcoholism + a depot":       "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
		"respiratory-depression + a depot": "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
	},
	"dead end, gb-nir": {
		"acute-alcoholism + a depot":       "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
		"respiratory-depression + a depot": "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
	},
	"dead end, gb-sct": {
		"acute-alcoholism + a depot":       "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
		"respiratory-depression + a depot": "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
	},
	"dead end, gb-wls": {
		"acute-alcoholism + a depot":       "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
		"respiratory-depression + a depot": "the depot goes on to act and forbids what it is, and methadone is contraindicated: the way out needs an override",
	},
	"dispatch": {
		"bup.dental":                   "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"bup.qt":                       "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"contra.adrenal":               "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"contra.head-injury":           "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"contra.hypersensitivity":      "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"dur.medication":               "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"ix.benzo-cns":                 "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"ix.cyp3a4-inducer":            "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"ix.cyp3a4-inhibitor":          "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"ix.intoxicated-now":           "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"ix.maoi":                      "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"ix.mixed-agonist-antagonist":  "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"ix.opioid-agonist-with-bup":   "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"med.status.discontinued":      "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"od.recent":                    "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"od.tolerance-loss":            "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"otp.discharge.administrative": "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"preg.nows":                    "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"wm.alpha2.bp":                 "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"wm.lofexidine.daily":          "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"wm.lofexidine.duration":       "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"wm.lofexidine.hepatic":        "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"wm.lofexidine.interval":       "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"wm.lofexidine.renal":          "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"wm.lofexidine.single":         "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
		"wm.naloxone":                  "it still lists kinds of events, or leaves to its dispatch what it is about; rules of its subject are being moved to meanings",
	},
}
