package medication

import "github.com/oudpath/oudpath/plan/evidence"

// immediate is what an opioid of immediate release is.
var immediate = []Class{ShortActingOpioid, FullAgonistOpioid}

// Where classes are named. A drug that these texts name carries its text; a drug that is merely known to belong to a class that
// they name is recalled.
var (
	citeMethadone7 = evidence.LabelMethadoneTablets.At("section 7", evidence.Secondary)
	citeSuboxone7  = evidence.LabelSuboxoneFilm.At("section 7", evidence.Secondary).
			SeenIn("public set of drug interaction pairs that quotes the label")
	citeSuboxoneTable      = evidence.LabelSuboxoneFilm.At("section 7, table of interactions", evidence.Primary)
	citeMethadoneMonograph = evidence.LabelMethadone.At("monoamine oxidase inhibitors", evidence.Secondary).SeenIn("consumer monograph")
	citeFDA2017            = evidence.FDA2017.At("20 September 2017", evidence.Primary)
	citeCourse             = evidence.Elsevier.At("course by opioid", evidence.Primary)
	citeBridge             = evidence.CABridge.At("time since last use", evidence.Primary)
	citeMixed              = evidence.LabelMethadoneTablets.At("section 7, mixed agonist/antagonist opioids", evidence.Secondary)
	citeLowDoseSeries      = evidence.LowDoseInjectable.At("table 2", evidence.Primary)
	citeLowDoseInpat       = evidence.LowDoseInpatient.At("three inpatients started on low doses of buprenorphine", evidence.Primary)
	citeRIMed              = evidence.RhodeIslandCase.At("case of QT prolongation at 280 mg of methadone", evidence.Primary)
	citeBoxedQT            = evidence.LabelMethadoneConcentrate.At("boxed warning", evidence.Primary)
	citeTramadol           = evidence.LabelNaltrexoneTablets.At("opioid-free interval, tramadol included", evidence.Secondary).
				SeenIn("StatPearls, Naltrexone; themeditary.com; a teaching module citing DailyMed")
	citeRecalled = evidence.GeneralKnowledge.At("general knowledge, not seen in a text", evidence.Unconfirmed)
)

func in(cite evidence.Citation, classes ...Class) Membership {
	return Membership{Classes: ClassesOf(classes...), Cite: cite}
}

func recalled(classes ...Class) Membership { return in(citeRecalled, classes...) }

func agent(name string, memberships ...Membership) Agent { return Agent{name, memberships} }

// agentTable is the whole table. A name stands once; a synonym has a line of its own.
var agentTable = []Agent{
	// Opioids that are used without a prescription.
	agent("heroin", in(citeCourse, ShortActingOpioid), recalled(FullAgonistOpioid)),
	agent("diamorphine", in(citeCourse, ShortActingOpioid), recalled(FullAgonistOpioid)),
	agent("fentanyl", in(citeBridge, FentanylOpioid), recalled(FullAgonistOpioid)),
	agent("illicit fentanyl", in(citeBridge, FentanylOpioid), recalled(FullAgonistOpioid)),
	agent("carfentanil", recalled(FentanylOpioid, FullAgonistOpioid)),
	agent("acetylfentanyl", recalled(FentanylOpioid, FullAgonistOpioid)),
	agent("para-fluorofentanyl", recalled(FentanylOpioid, FullAgonistOpioid)),
	agent("opium", recalled(immediate...)),

	// Opioid medicines.
	agent("morphine", recalled(immediate...)),
	agent("morphine er", in(citeCourse, LongActingOpioid), in(citeLowDoseSeries, FullAgonistOpioid)),
	agent("slow-release oral morphine", in(citeCourse, LongActingOpioid), in(citeLowDoseSeries, FullAgonistOpioid)),
	agent("oxycodone", recalled(immediate...)),
	agent("oxycodone er", in(citeCourse, LongActingOpioid), recalled(FullAgonistOpioid)),
	agent("hydrocodone", recalled(immediate...)),
	agent("hydrocodone er", in(citeCourse, LongActingOpioid), recalled(FullAgonistOpioid)),
	agent("hydromorphone", in(citeLowDoseSeries, FullAgonistOpioid), recalled(ShortActingOpioid)),
	agent("hydromorphone er", in(citeCourse, LongActingOpioid), in(citeLowDoseSeries, FullAgonistOpioid)),
	agent("oxymorphone", recalled(immediate...)),
	agent("oxymorphone er", in(citeCourse, LongActingOpioid), recalled(FullAgonistOpioid)),
	agent("codeine", recalled(immediate...)),
	agent("dihydrocodeine", recalled(immediate...)),
	agent("tramadol", in(citeTramadol, ShortActingOpioid), recalled(FullAgonistOpioid, Serotonergic)),
	agent("tramadol er", in(citeCourse, LongActingOpioid), recalled(FullAgonistOpioid, Serotonergic)),
	agent("tapentadol", recalled(ShortActingOpioid, FullAgonistOpioid, Serotonergic)),
	agent("tapentadol er", in(citeCourse, LongActingOpioid), recalled(FullAgonistOpioid, Serotonergic)),
	agent("meperidine", recalled(ShortActingOpioid, FullAgonistOpioid, Serotonergic)),
	agent("pethidine", recalled(ShortActingOpioid, FullAgonistOpioid, Serotonergic)),
	agent("fentanyl transdermal", in(citeCourse, LongActingOpioid), recalled(FentanylOpioid, FullAgonistOpioid)),
	agent("remifentanil", recalled(ShortActingOpioid, FentanylOpioid, FullAgonistOpioid)),
	agent("sufentanil", recalled(ShortActingOpioid, FentanylOpioid, FullAgonistOpioid)),
	agent("methadone", in(citeCourse, LongActingOpioid), in(citeLowDoseInpat, FullAgonistOpioid), in(citeBoxedQT, QTProlonging),
		recalled(Serotonergic)),
	agent("buprenorphine", in(citeNaltrexonePartial, PartialAgonistOpioid)),
	agent("buprenorphine/naloxone", in(citeNaltrexonePartial, PartialAgonistOpioid)),
	agent("pentazocine", in(citeMixed, MixedAgonistAntagonist)),
	agent("nalbuphine", in(citeMixed, MixedAgonistAntagonist)),
	agent("butorphanol", in(citeMixed, MixedAgonistAntagonist)),
	agent("loperamide", recalled(PeripheralOpioid)),

	// Opioid antagonists.
	agent("naltrexone", in(citeNaltrexonePartial, OpioidAntagonist)),
	agent("naloxone", in(citeWHONaloxone, OpioidAntagonist)),
	agent("nalmefene", recalled(OpioidAntagonist)),

	// Sedatives. The safety communication names the groups, not each member.
	agent("alcohol", in(citeFDA2017, Alcohol)),
	agent("ethanol", in(citeFDA2017, Alcohol)),
	agent("alprazolam", in(citeRIMed, Benzodiazepine)),
	agent("bromazolam", recalled(Benzodiazepine)),
	agent("chlordiazepoxide", recalled(Benzodiazepine)),
	agent("clobazam", recalled(Benzodiazepine)),
	agent("clonazepam", recalled(Benzodiazepine)),
	agent("clorazepate", recalled(Benzodiazepine)),
	agent("diazepam", recalled(Benzodiazepine)),
	agent("estazolam", recalled(Benzodiazepine)),
	agent("etizolam", recalled(Benzodiazepine)),
	agent("flurazepam", recalled(Benzodiazepine)),
	agent("lorazepam", recalled(Benzodiazepine)),
	agent("midazolam", recalled(Benzodiazepine)),
	agent("nitrazepam", recalled(Benzodiazepine)),
	agent("oxazepam", recalled(Benzodiazepine)),
	agent("temazepam", recalled(Benzodiazepine)),
	agent("triazolam", recalled(Benzodiazepine)),
	agent("eszopiclone", recalled(ZDrug)),
	agent("zaleplon", recalled(ZDrug)),
	agent("zolpidem", recalled(ZDrug)),
	agent("zopiclone", recalled(ZDrug)),
	agent("gabapentin", recalled(Gabapentinoid)),
	agent("pregabalin", recalled(Gabapentinoid)),
	agent("butalbital", recalled(Barbiturate)),
	agent("phenobarbital", in(citeSuboxoneTable, CYP3A4Inducer), recalled(Barbiturate)),
	agent("phenobarbitone", in(citeSuboxoneTable, CYP3A4Inducer), recalled(Barbiturate)),
	agent("primidone", recalled(Barbiturate, CYP3A4Inducer)),
	agent("secobarbital", recalled(Barbiturate)),
	agent("baclofen", recalled(OtherSedative)),
	agent("carisoprodol", recalled(OtherSedative)),
	agent("cyclobenzaprine", recalled(OtherSedative, Anticholinergic, Serotonergic)),
	agent("methocarbamol", recalled(OtherSedative)),
	agent("tizanidine", recalled(OtherSedative, LowersPulseOrPressure)),
	agent("xylazine", recalled(OtherSedative, LowersPulseOrPressure)),
	agent("medetomidine", recalled(OtherSedative, LowersPulseOrPressure)),
	agent("sodium oxybate", recalled(OtherSedative)),
	agent("diphenhydramine", recalled(OtherSedative, Anticholinergic)),
	agent("promethazine", recalled(OtherSedative, Anticholinergic, QTProlonging)),
	agent("hydroxyzine", recalled(OtherSedative, Anticholinergic, QTProlonging)),
	agent("mirtazapine", recalled(OtherSedative, Serotonergic, QTProlonging)),
	agent("trazodone", recalled(OtherSedative, Serotonergic, QTProlonging)),

	// Stimulants.
	agent("amphetamine", recalled(Stimulant, Serotonergic)),
	agent("cocaine", recalled(Stimulant)),
	agent("crack cocaine", recalled(Stimulant)),
	agent("methamphetamine", recalled(Stimulant, Serotonergic)),
	agent("methylphenidate", recalled(Stimulant)),

	// Medicines that raise the level of methadone or buprenorphine. The label names azoles, macrolides and protease inhibitors.
	agent("clarithromycin", recalled(CYP3A4Inhibitor, QTProlonging)),
	agent("erythromycin", recalled(CYP3A4Inhibitor, QTProlonging)),
	agent("fluconazole", recalled(CYP3A4Inhibitor, CYP2C19Inhibitor, CYP2C9Inhibitor, QTProlonging)),
	agent("itraconazole", recalled(CYP3A4Inhibitor)),
	agent("ketoconazole", recalled(CYP3A4Inhibitor, QTProlonging)),
	agent("posaconazole", recalled(CYP3A4Inhibitor, QTProlonging)),
	agent("voriconazole", recalled(CYP3A4Inhibitor, CYP2C19Inhibitor, CYP2C9Inhibitor, QTProlonging)),
	agent("atazanavir", recalled(CYP3A4Inhibitor)),
	agent("cobicistat", recalled(CYP3A4Inhibitor)),
	agent("darunavir", recalled(CYP3A4Inhibitor)),
	agent("ritonavir", recalled(CYP3A4Inhibitor)),
	agent("diltiazem", recalled(CYP3A4Inhibitor, LowersPulseOrPressure)),
	agent("verapamil", recalled(CYP3A4Inhibitor, LowersPulseOrPressure)),
	agent("clopidogrel", recalled(CYP2B6Inhibitor)),
	agent("ticlopidine", recalled(CYP2B6Inhibitor, CYP2C19Inhibitor)),
	agent("omeprazole", recalled(CYP2C19Inhibitor)),

	// Medicines that lower it.
	agent("carbamazepine", in(citeMethadone7, CYP3A4Inducer), recalled(CYP2B6Inducer)),
	agent("efavirenz", in(citeSuboxoneTable, CYP3A4Inducer), recalled(CYP2B6Inducer)),
	agent("nevirapine", recalled(CYP3A4Inducer, CYP2B6Inducer)),
	agent("phenytoin", in(citeMethadone7, CYP3A4Inducer), recalled(CYP2B6Inducer)),
	agent("rifabutin", recalled(CYP3A4Inducer)),
	agent("rifampicin", in(citeMethadone7, CYP3A4Inducer), recalled(CYP2B6Inducer)),
	agent("rifampin", in(citeMethadone7, CYP3A4Inducer), recalled(CYP2B6Inducer)),
	agent("st john's wort", recalled(CYP3A4Inducer, Serotonergic)),

	// Monoamine oxidase inhibitors; linezolid counts as one.
	agent("isocarboxazid", in(citeMethadoneMonograph, MAOInhibitor), recalled(Serotonergic)),
	agent("linezolid", in(citeSuboxone7, MAOInhibitor), recalled(Serotonergic)),
	agent("methylene blue", recalled(MAOInhibitor, Serotonergic)),
	agent("moclobemide", in(citeMethadoneGB43, MAOInhibitor), recalled(Serotonergic)),
	agent("phenelzine", in(citeSuboxone7, MAOInhibitor), recalled(Serotonergic)),
	agent("rasagiline", recalled(MAOInhibitor, Serotonergic)),
	agent("selegiline", recalled(MAOInhibitor, Serotonergic)),
	agent("tranylcypromine", in(citeSuboxone7, MAOInhibitor), recalled(Serotonergic)),

	// Antidepressants and other serotonergic medicines.
	agent("amitriptyline", recalled(Serotonergic, QTProlonging, Anticholinergic, OtherSedative)),
	agent("citalopram", recalled(Serotonergic, QTProlonging)),
	agent("desvenlafaxine", recalled(Serotonergic)),
	agent("duloxetine", recalled(Serotonergic, CYP2D6Inhibitor)),
	agent("escitalopram", recalled(Serotonergic, QTProlonging)),
	agent("fluoxetine", in(citeRIMed, CYP2D6Inhibitor, CYP3A4Inhibitor), recalled(Serotonergic, CYP2C19Inhibitor)),
	agent("fluvoxamine", recalled(Serotonergic, CYP2C19Inhibitor, CYP3A4Inhibitor)),
	agent("nortriptyline", recalled(Serotonergic, QTProlonging, Anticholinergic)),
	agent("paroxetine", recalled(Serotonergic, CYP2D6Inhibitor)),
	agent("sertraline", recalled(Serotonergic)),
	agent("sumatriptan", recalled(Serotonergic)),
	agent("venlafaxine", recalled(Serotonergic)),
	agent("ondansetron", in(citeMethadone7, Serotonergic, QTProlonging)),

	// Other medicines that prolong QT.
	agent("chlorpromazine", recalled(QTProlonging, OtherSedative, Anticholinergic)),
	agent("ciprofloxacin", recalled(QTProlonging, CYP3A4Inhibitor)),
	agent("haloperidol", recalled(QTProlonging, OtherSedative)),
	agent("levofloxacin", recalled(QTProlonging)),
	agent("moxifloxacin", recalled(QTProlonging)),
	agent("olanzapine", recalled(OtherSedative, Anticholinergic)),
	agent("quetiapine", in(citeRIMed, QTProlonging), recalled(OtherSedative)),
	agent("risperidone", recalled(QTProlonging, OtherSedative)),
	agent("ziprasidone", recalled(QTProlonging, OtherSedative)),

	// Heart and circulation. The methadone label names antiarrhythmics of class I and III.
	agent("amiodarone", recalled(Antiarrhythmic, QTProlonging, CYP3A4Inhibitor, CYP2D6Inhibitor, LowersPulseOrPressure)),
	agent("disopyramide", recalled(Antiarrhythmic, QTProlonging, Anticholinergic)),
	agent("dofetilide", recalled(Antiarrhythmic, QTProlonging)),
	agent("dronedarone", recalled(Antiarrhythmic, QTProlonging, CYP3A4Inhibitor, LowersPulseOrPressure)),
	agent("flecainide", recalled(Antiarrhythmic, QTProlonging)),
	agent("procainamide", recalled(Antiarrhythmic, QTProlonging)),
	agent("quinidine", recalled(Antiarrhythmic, QTProlonging, CYP2D6Inhibitor)),
	agent("sotalol", recalled(Antiarrhythmic, QTProlonging, LowersPulseOrPressure)),
	agent("clonidine", in(citeClonidine, LowersPulseOrPressure), recalled(OtherSedative)),
	agent("lofexidine", in(citeLofexidineRisk, LowersPulseOrPressure, QTProlonging), recalled(OtherSedative)),
	agent("amlodipine", recalled(LowersPulseOrPressure)),
	agent("atenolol", recalled(LowersPulseOrPressure)),
	agent("digoxin", recalled(LowersPulseOrPressure)),
	agent("guanfacine", recalled(LowersPulseOrPressure, OtherSedative)),
	agent("lisinopril", recalled(LowersPulseOrPressure)),
	agent("losartan", recalled(LowersPulseOrPressure)),
	agent("metoprolol", recalled(LowersPulseOrPressure)),
	agent("prazosin", recalled(LowersPulseOrPressure)),
	agent("propranolol", recalled(LowersPulseOrPressure)),
	agent("bumetanide", recalled(Diuretic, LowersPulseOrPressure)),
	agent("chlorthalidone", recalled(Diuretic, LowersPulseOrPressure)),
	agent("furosemide", recalled(Diuretic, LowersPulseOrPressure)),
	agent("hydrochlorothiazide", recalled(Diuretic, LowersPulseOrPressure)),
	agent("spironolactone", recalled(Diuretic, LowersPulseOrPressure)),

	// Anticholinergics, and what methadone does to others.
	agent("benztropine", recalled(Anticholinergic)),
	agent("dicyclomine", recalled(Anticholinergic)),
	agent("oxybutynin", recalled(Anticholinergic)),
	agent("scopolamine", recalled(Anticholinergic, OtherSedative)),
	agent("zidovudine", in(citeMethadone7, RaisedByMethadone)),
}
