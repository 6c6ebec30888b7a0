package medication

import "slices"

// Agents and names that lists of medicines hold and genericTable does not: what is left out would be an agent of which nobody knows
// anything. All of them are recalled, and warn.

// furtherTable are agents.
var furtherTable = []Agent{
	// Opioids.
	agent("levomethadone", recalled(LongActingOpioid, FullAgonistOpioid, QTProlonging, Serotonergic)),
	agent("levorphanol", recalled(LongActingOpioid, FullAgonistOpioid, Serotonergic)),
	agent("levacetylmethadol", recalled(LongActingOpioid, FullAgonistOpioid, QTProlonging)),
	agent("dextropropoxyphene", recalled(UnknownDurationOpioid, FullAgonistOpioid, QTProlonging)),
	agent("dipipanone", recalled(immediate...)),
	agent("dextromoramide", recalled(immediate...)),
	agent("opium tincture", recalled(immediate...)),
	agent("desomorphine", recalled(immediate...)),
	agent("brorphine", recalled(UnknownDurationOpioid, FullAgonistOpioid)),
	agent("u-47700", recalled(UnknownDurationOpioid, FullAgonistOpioid)),
	agent("dezocine", recalled(MixedAgonistAntagonist)),

	// Sedatives.
	agent("phenazepam", recalled(Benzodiazepine)),
	agent("flualprazolam", recalled(Benzodiazepine)),
	agent("clonazolam", recalled(Benzodiazepine)),
	agent("diclazepam", recalled(Benzodiazepine)),
	agent("flubromazepam", recalled(Benzodiazepine)),
	agent("bromazepam", recalled(Benzodiazepine)),
	agent("flunitrazepam", recalled(Benzodiazepine)),
	agent("loprazolam", recalled(Benzodiazepine)),
	agent("lormetazepam", recalled(Benzodiazepine)),
	agent("phenibut", recalled(OtherSedative)),
	agent("gamma-hydroxybutyrate", recalled(OtherSedative)),
	agent("ghb", recalled(OtherSedative)),
	agent("gbl", recalled(OtherSedative)),
	agent("chloral hydrate", recalled(OtherSedative)),
	agent("orphenadrine", recalled(OtherSedative, Anticholinergic)),
	agent("doxylamine", recalled(OtherSedative, Anticholinergic)),
	agent("suvorexant", recalled(OtherSedative)),
	agent("lemborexant", recalled(OtherSedative)),
	agent("daridorexant", recalled(OtherSedative)),

	// Medicines that change the level of methadone or buprenorphine, or the QT interval.
	agent("lopinavir", recalled(CYP3A4Inducer)),
	agent("etravirine", recalled(CYP3A4Inducer)),
	agent("rifapentine", recalled(CYP3A4Inducer)),
	agent("apalutamide", recalled(CYP3A4Inducer)),
	agent("enzalutamide", recalled(CYP3A4Inducer)),
	agent("mitotane", recalled(CYP3A4Inducer)),
	agent("bosentan", recalled(CYP3A4Inducer)),
	agent("modafinil", recalled(CYP3A4Inducer)),
	agent("lumacaftor", recalled(CYP3A4Inducer)),
	agent("grapefruit juice", recalled(CYP3A4Inhibitor)),
	agent("domperidone", recalled(QTProlonging)),
	agent("donepezil", recalled(QTProlonging)),
	agent("pimozide", recalled(QTProlonging)),
	agent("thioridazine", recalled(QTProlonging)),
	agent("bedaquiline", recalled(QTProlonging)),
	agent("delamanid", recalled(QTProlonging)),
	agent("arsenic trioxide", recalled(QTProlonging)),
	agent("vandetanib", recalled(QTProlonging)),
}

// nameTable are brands, older and other names: each is in the classes of what it holds.
var nameTable = []Agent{
	// Opioids, as lists of medicines, other countries and the street name them.
	named("l-polamidon", "levomethadone"),
	named("polamidon", "levomethadone"),
	named("diconal", "dipipanone"),
	named("palfium", "dextromoramide"),
	named("propoxyphene", "dextropropoxyphene"),
	named("darvocet", "dextropropoxyphene"),
	named("co-proxamol", "dextropropoxyphene"),
	named("actiq", "fentanyl"),
	named("fentora", "fentanyl"),
	named("abstral", "fentanyl"),
	named("effentora", "fentanyl"),
	named("instanyl", "fentanyl"),
	named("pecfent", "fentanyl"),
	named("paregoric", "opium tincture"),
	named("laudanum", "opium tincture"),
	named("poppy tea", "opium"),
	named("poppy seed tea", "opium"),
	named("krokodil", "desomorphine"),
	named("lean", "codeine"),
	named("purple drank", "codeine"),
	named("substitol", "slow-release oral morphine"),
	named("compensan", "slow-release oral morphine"),
	named("kapanol", "slow-release oral morphine"),
	named("m-eslon", "slow-release oral morphine"),
	named("srom", "slow-release oral morphine"),
	named("jurnista", "hydromorphone er"),
	named("exalgo", "hydromorphone er"),
	named("hydromorph contin", "hydromorphone er"),
	named("china white", "fentanyl"),

	// Sedatives.
	named("xanax", "alprazolam"),
	named("valium", "diazepam"),
	named("ativan", "lorazepam"),
	named("klonopin", "clonazepam"),
	named("rivotril", "clonazepam"),
	named("librium", "chlordiazepoxide"),
	named("restoril", "temazepam"),
	named("halcion", "triazolam"),
	named("rohypnol", "flunitrazepam"),
	named("ambien", "zolpidem"),
	named("stilnox", "zolpidem"),
	named("stilnoct", "zolpidem"),
	named("lunesta", "eszopiclone"),
	named("imovane", "zopiclone"),
	named("zimovane", "zopiclone"),
	named("lyrica", "pregabalin"),
	named("neurontin", "gabapentin"),
	named("gralise", "gabapentin"),
	named("horizant", "gabapentin"),
	named("soma", "carisoprodol"),
	named("flexeril", "cyclobenzaprine"),
	named("robaxin", "methocarbamol"),
	named("zanaflex", "tizanidine"),
	named("benadryl", "diphenhydramine"),
	named("phenergan", "promethazine"),
	named("atarax", "hydroxyzine"),
	named("vistaril", "hydroxyzine"),
	named("xyrem", "sodium oxybate"),
	named("seroquel", "quetiapine"),
	named("zyprexa", "olanzapine"),
	named("wine", "alcohol"),
	named("beer", "alcohol"),
	named("vodka", "alcohol"),

	// Medicines that change levels or the QT interval.
	named("paxlovid", "ritonavir"),
	named("kaletra", "lopinavir", "ritonavir"),
	named("atripla", "efavirenz"),
	named("symfi", "efavirenz"),
	named("sustiva", "efavirenz"),
	named("viramune", "nevirapine"),
	named("stribild", "cobicistat"),
	named("genvoya", "cobicistat"),
	named("symtuza", "cobicistat", "darunavir"),
	named("prezcobix", "cobicistat", "darunavir"),
	named("rezolsta", "cobicistat", "darunavir"),
	named("evotaz", "cobicistat", "atazanavir"),
	named("tybost", "cobicistat"),
	named("norvir", "ritonavir"),
	named("rifamate", "rifampin"),
	named("rifater", "rifampin"),
	named("rifinah", "rifampin"),
	named("rimactane", "rifampin"),
	named("priftin", "rifapentine"),
	named("tegretol", "carbamazepine"),
	named("dilantin", "phenytoin"),
	named("epanutin", "phenytoin"),
	named("hypericum", "st john's wort"),
	named("diflucan", "fluconazole"),
	named("sporanox", "itraconazole"),
	named("biaxin", "clarithromycin"),
	named("luvox", "fluvoxamine"),
	named("prozac", "fluoxetine"),
	named("paxil", "paroxetine"),
	named("seroxat", "paroxetine"),
	named("zoloft", "sertraline"),
	named("lustral", "sertraline"),
	named("celexa", "citalopram"),
	named("cipramil", "citalopram"),
	named("lexapro", "escitalopram"),
	named("cipralex", "escitalopram"),
	named("haldol", "haloperidol"),
	named("zofran", "ondansetron"),
	named("zithromax", "azithromycin"),
	named("avelox", "moxifloxacin"),
	named("cordarone", "amiodarone"),
	named("plaquenil", "hydroxychloroquine"),
	named("imodium", "loperamide"),
	named("zyvox", "linezolid"),
	named("nardil", "phenelzine"),
	named("parnate", "tranylcypromine"),
	named("largactil", "chlorpromazine"),
	named("risperdal", "risperidone"),
}

// named is another name of agents that the tables hold; one that they do not hold is a mistake in this file.
func named(name string, holds ...string) Agent {
	var classes ClassSet
	for _, of := range holds {
		a, ok := heldIndex[of]
		if !ok {
			panic("medication: " + name + " holds " + of + ", which no table has")
		}
		classes |= a.Classes()
	}
	return agent(name, Membership{Classes: classes, Cite: citeRecalled})
}

// heldIndex are the agents that a name may stand for.
var heldIndex = indexAgents(slices.Concat(genericTable, furtherTable))

// agentTable is the whole table.
var agentTable = slices.Concat(genericTable, furtherTable, nameTable)
