package medication

// The ids of the catalogue. They never change and are never used again for another product.
const (
	// Methadone, United States.
	MethadoneTab  ProductID = "methadone.tab"
	MethadoneDisp ProductID = "methadone.disp"
	MethadoneConc ProductID = "methadone.conc"
	MethadoneSoln ProductID = "methadone.soln"
	MethadoneInj  ProductID = "methadone.inj"

	// Buprenorphine through the mucosa of the mouth, United States.
	BupSL         ProductID = "bup.sl"
	BupnxSL       ProductID = "bupnx.sl"
	BupnxFilm     ProductID = "bupnx.film"
	BupnxZubsolv  ProductID = "bupnx.zubsolv"
	BupnxBunavail ProductID = "bupnx.bunavail"
	BupnxCassipa  ProductID = "bupnx.cassipa"

	// Long-acting buprenorphine, United States.
	BupSublocade      ProductID = "bup.sublocade"
	BupBrixadiWeekly  ProductID = "bup.brixadi.weekly"
	BupBrixadiMonthly ProductID = "bup.brixadi.monthly"
	BupProbuphine     ProductID = "bup.probuphine"

	// Naltrexone, United States.
	NtxPO ProductID = "ntx.po"
	NtxXR ProductID = "ntx.xr"

	// Medicines for withdrawal, United States.
	LofexidineTab  ProductID = "lofexidine"
	ClonidineTab   ProductID = "clonidine"
	ClonidinePatch ProductID = "clonidine.patch"

	// Rescue medicines, United States.
	NaloxoneIN    ProductID = "naloxone.in"
	NaloxoneInj   ProductID = "naloxone.inj"
	NaloxoneZimhi ProductID = "naloxone.zimhi"
	NalmefeneIN   ProductID = "nalmefene.in"
	NalmefeneAI   ProductID = "nalmefene.ai"

	// United Kingdom.
	MethadoneSolnGB   ProductID = "methadone.soln.gb"
	MethadoneSoln5GB  ProductID = "methadone.soln5.gb"
	MethadoneConcGB   ProductID = "methadone.conc.gb"
	BupSLGB           ProductID = "bup.sl.gb"
	BupnxSLGB         ProductID = "bupnx.sl.gb"
	BupEspranor       ProductID = "bup.espranor"
	BupBuvidalWeekly  ProductID = "bup.buvidal.weekly"
	BupBuvidalMonthly ProductID = "bup.buvidal.monthly"
	NtxPOGB           ProductID = "ntx.po.gb"
	LofexidineGB      ProductID = "lofexidine.gb"
	NaloxoneINGB      ProductID = "naloxone.in.gb"
	NaloxoneInjGB     ProductID = "naloxone.inj.gb"

	// Slow-release oral morphine, Canada.
	Morphine24h ProductID = "morphine.24h"
	Morphine12h ProductID = "morphine.12h"
)
