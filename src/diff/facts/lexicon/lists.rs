//! The words themselves, each list with one blank between its words.
//!
//! English first, then what other languages use most.

/// Which of these negate in which language, see [`super::super::tongue`].
pub(super) const NEGATIONS: &str = "not no never none neither nor nobody nothing nowhere without cannot hardly barely scarcely \
    nicht kaum kein keine keinen keinem keiner keines keinerlei nie niemals niemand nichts nirgends ohne weder \
    ne pas jamais aucun aucune rien sans guère nunca jamás nadie ningún ninguna ninguno tampoco apenas sin ni \
    non né senza nessun nessuno nessuna niente mai nemmeno neppure \
    niet geen nooit niemand zonder não nem sem ninguém nenhum nenhuma nada inte inga ikke ingen aldrig \
    не нет ни никогда без никто ничего ничто нигде никакой никаких нельзя ні немає nigdy bez není nejsou değil yok \
    tidak bukan tanpa không chưa chẳng \
    δεν δε μην μη όχι ποτέ χωρίς ούτε κανείς κανένας καμία τίποτα τίποτε \
    לא אין אינו אינה אינם בלי ללא מעולם لا ليس ليست ليسوا لست لسنا لم لن غير دون بدون عدم نه نیست نبود \
    نہیں नहीं मत बिना না নয় ไม่ ไม่ได้ ไม่มี มิได้ ไร้ 아니다 않다 없다 못";

/// Hedges and modals.
pub(super) const HEDGES: &str = "alleged allegedly reportedly apparently apparent purportedly purported supposedly supposed suspected \
    likely unlikely possibly possible perhaps probably probable maybe presumably presumed seemingly seem seems seemed \
    appear appears appeared unconfirmed rumoured rumored potentially potential \
    may might could would should can must will shall ought cannot \
    angeblich angebliche angeblichen mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher offenbar vermutlich wahrscheinlich \
    möglicherweise vielleicht könnte könnten dürfte dürften soll sollen sollte sollten müsste \
    sei seien habe werde könne müsse solle wolle dürfe \
    kann kannst können konnte konnten muss müssen musste mussten darf dürfen durfte durften \
    doit doivent devait devaient devra devront peut peuvent pouvait pouvaient pourra pourront faut \
    debe deben debía debían deberá deberán puede pueden podía podían podrá podrán \
    deve devono doveva dovrà dovranno può possono poteva potrà potranno devem deverá deverão pode podem podia poderá \
    moet moeten mogen должен должна должны могут \
    aurait auraient serait seraient pourrait pourraient devrait présumé présumée présumés apparemment probablement \
    supuesto supuesta supuestamente presunto presunta presuntamente quizá quizás podría podrían habría habrían sería debería \
    avrebbe sarebbe potrebbe dovrebbe presumibilmente forse vermoedelijk mogelijk waarschijnlijk zou zouden kunnen \
    suposto suposta supostamente poderia teria talvez \
    якобы предположительно возможно вероятно может можливо podobno rzekomo rzekomy \
    misstänkt påstås kanske angivelig muligens \
    يزعم يُزعم مزعوم المزعوم ربما قد يمكن يجب לכאורה אולי ייתכן \
    कथित कथित तौर शायद 据称 據稱 据报道 據報道 可能 疑似 涉嫌 或许 也许 应该 必须 かもしれない らしい 可能性 疑い อาจ คาดว่า";

/// What introduces what somebody said.
pub(super) const ATTRIBUTIONS: &str = "said says say saying told tells according claimed claims claim claiming stated states asserted \
    insisted insists denied denies deny confirmed confirms announced reported reports alleges accused accuses argued argues \
    admitted admits acknowledged warned tweeted wrote quoted revealed testified \
    sagte sagten sagt laut zufolge erklärte behauptet behauptete bestätigte berichtet berichtete berichteten teilte teilten mitteilte mitteilten mitgeteilt meldete meldeten angaben schrieb betonte \
    selon d’après d'après dit indiqué annoncé expliqué confirmé rapporté précisé estimé déclaré affirmé \
    affirme assuré según dijo dijeron afirmó declaró aseguró informó anunció confirmó señaló explicó indicó denunció secondo detto dichiarato affermato riferito spiegato annunciato volgens zei verklaarde \
    segundo disse afirmou declarou сказал сказала заявил заявила сообщил сообщила сообщает согласно \
    قال قالت وفقا بحسب صرح أعلن אמר אמרה לדברי לפי 称 表示 说 說 据 據 指出 宣布 透露 述べた 語った 発表した によると กล่าว กล่าวว่า \
    कहा बताया अनुसार";

/// Parts and ordinals: a third of something, the third of some.
pub(super) const PARTS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \
    quarter thirds quarters fifths sixths sevenths eighths ninths tenths \
    drittel viertel fünftel sechstel achtel zehntel tiers quart quarts cinquième cinquièmes dixième dixièmes \
    tercios cuartos quintos";

/// Months, whole and shortened.
pub(super) const MONTHS: &str = "january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sep sept oct nov dec \
    januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre \
    novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus \
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря";

/// Days of the week.
pub(super) const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag \
    samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes domingo";

/// What multiplies the figure before it, and how it is shortened.
pub(super) const MAGNITUDES: &[(&str, &str)] = &[
    ("hundred", "00"),
    ("thousand", "k"),
    ("million", "m"),
    ("mn", "m"),
    ("m", "m"),
    ("billion", "bn"),
    ("bn", "bn"),
    ("trillion", "tn"),
    ("tn", "tn"),
    ("dozen", "dozen"),
    ("percent", "%"),
    ("pc", "%"),
    ("prozent", "%"),
    ("tausend", "k"),
    ("millionen", "m"),
    ("mio", "m"),
    ("milliarden", "bn"),
    ("mrd", "bn"),
    ("mille", "k"),
    ("millions", "m"),
    ("milliard", "bn"),
    ("milliards", "bn"),
    ("mil", "k"),
    ("millón", "m"),
    ("millones", "m"),
    ("milioni", "m"),
    ("miljoen", "m"),
    ("miljard", "bn"),
];

/// Numbers in words, from two on and in runs of one each. One is left out: it is a pronoun more often than a figure.
pub(super) const NUMBERS: &[(u32, &str)] = &[
    (0, "zero"),
    (2, "two zwei zwo deux dos dois duas twee два две двух اثنان اثنين שניים שתיים שתים δύο"),
    (3, "three drei trois tres três tre drie три трёх трех ثلاثة ثلاث שלושה שלוש τρεις τρία"),
    (4, "four vier quatre cuatro quatro quattro четыре четырёх четырех أربعة أربع ארבעה ארבע τέσσερις τέσσερα"),
    (5, "five fünf cinq cinco cinque vijf пять пяти خمسة خمس חמישה חמש πέντε"),
    (6, "six sechs seis zes sei шесть шести ستة ست שישה שש έξι"),
    (7, "seven sieben sept siete sete sette zeven семь سبعة سبع שבעה שבע επτά"),
    (8, "eight acht huit ocho oito otto восемь восьми ثمانية ثماني שמונה οκτώ"),
    (9, "nine neun neuf nueve nove negen девять девяти تسعة تسع תשעה תשע εννέα"),
    (10, "ten zehn dix diez dez dieci tien десять десяти عشرة עשרה עשר δέκα"),
    (11, "eleven elf onze once undici одиннадцать έντεκα"),
    (12, "twelve zwölf douze doce doze dodici twaalf двенадцать δώδεκα"),
    (13, "thirteen dreizehn treize trece treze tredici dertien тринадцать"),
    (14, "fourteen vierzehn quatorze catorce catorze quattordici veertien четырнадцать"),
    (15, "fifteen fünfzehn quinze quince quindici vijftien пятнадцать"),
    (16, "sixteen sechzehn seize dieciséis dezesseis dezasseis sedici zestien шестнадцать"),
    (17, "seventeen siebzehn diecisiete dezessete dezassete diciassette zeventien семнадцать"),
    (18, "eighteen achtzehn dieciocho dezoito diciotto achttien восемнадцать"),
    (19, "nineteen neunzehn diecinueve dezenove dezanove diciannove negentien девятнадцать"),
    (20, "twenty zwanzig vingt vingts veinte vinte venti twintig двадцать عشرون عشرين עשרים είκοσι"),
    (21, "veintiuno veintiún veintiuna ventuno"),
    (22, "veintidós ventidue"),
    (23, "veintitrés ventitré"),
    (24, "veinticuatro ventiquattro"),
    (25, "veinticinco venticinque"),
    (26, "veintiséis ventisei"),
    (27, "veintisiete ventisette"),
    (28, "veintiocho ventotto"),
    (29, "veintinueve ventinove"),
    (30, "thirty dreißig dreissig trente treinta trinta trenta dertig тридцать ثلاثون ثلاثين שלושים τριάντα"),
    (40, "forty vierzig quarante cuarenta quarenta quaranta veertig сорок أربعون أربعين ארבעים σαράντα"),
    (50, "fifty fünfzig cinquante cincuenta cinquenta cinquanta vijftig пятьдесят خمسون خمسين חמישים πενήντα"),
    (60, "sixty sechzig soixante sesenta sessenta sessanta zestig шестьдесят ستون ستين שישים"),
    (70, "seventy siebzig septante setenta settanta zeventig семьдесят سبعون سبعين שבעים"),
    (80, "eighty achtzig ochenta oitenta ottanta tachtig восемьдесят ثمانون ثمانين שמונים"),
    (90, "ninety neunzig nonante noventa novanta negentig девяносто تسعون تسعين תשעים"),
    (100, "hundert cent cien ciento cem cento honderd сто مئة مائة מאה εκατό"),
    (200, "doscientos doscientas duzentos duzentas duecento zweihundert tweehonderd двести مئتان مئتين מאתיים"),
    (300, "trescientos trescientas trezentos trezentas trecento dreihundert driehonderd триста"),
    (400, "cuatrocientos cuatrocientas quatrocentos quattrocento vierhundert vierhonderd четыреста"),
    (500, "quinientos quinientas quinhentos cinquecento fünfhundert vijfhonderd пятьсот"),
    (1000, "tausend duizend тысяча ألف אלף"),
];

/// Numbers that are said roughly.
pub(super) const ROUGHLY: &[(u32, &str)] = &[
    (10, "tens decenas dezenas decine десятки tientallen dizaines عشرات עשרות"),
    (12, "dozens dutzende dutzenden docenas dúzias"),
    (100, "hundreds hunderte hunderten centaines cientos centenares centenas centinaia honderden сотни مئات מאות"),
    (1000, "thousands tausende tausenden milliers miles milhares migliaia duizenden тысячи آلاف אלפי"),
];

/// The units and tens that German and Dutch write in one word (`einundzwanzig`), with what stands between.
pub(super) const JOINED: [(&str, &[&str], &[&str]); 2] = [
    (
        "und",
        &["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
        &["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    ),
    (
        "en",
        &["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
        &["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
    ),
];
