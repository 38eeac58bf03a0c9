package cells

// localeMonths has the names of the months as browsers write them in dates, by language: one group per language, one field
// per month, in lower case and without a final point. Names that a language shares with one above are not repeated. Source:
// CLDR 48 (unicode.org), the format and the stand-alone forms, wide and abbreviated, of the Gregorian calendar.
var localeMonths = [][12]string{
	{"january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"}, // English
	{"enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago", "septiembre set setiembre", "octubre", "noviembre", "diciembre dic"},                 // Spanish
	{"janvier janv", "février févr", "mars", "avril avr", "mai", "juin", "juillet juil juill", "août", "septembre", "octobre", "novembre", "décembre déc"},                      // French
	{"januar jänner jän", "februar feber", "märz mär mrz", "", "", "juni", "juli", "", "", "oktober okt", "", "dezember dez"},                                                   // German
	{"gennaio gen", "febbraio", "", "aprile", "maggio mag", "giugno giu", "luglio lug", "", "settembre", "ottobre ott", "", "dicembre"},                                         // Italian
	{"januari", "februari", "maart mrt", "", "mei", "", "", "augustus", "", "", "", ""},                                                                                         // Dutch
	{"janeiro", "fevereiro fev", "março", "", "maio", "junho", "julho", "", "setembro", "outubro out", "novembro", "dezembro"},                                                  // Portuguese
	{"", "", "", "", "maj", "", "", "augusti", "", "", "", ""},                                                                                                                  // Swedish
	{"", "", "marts", "", "", "", "", "", "", "", "", ""},                                                                                                                       // Danish
	{"", "", "", "", "", "", "", "", "", "", "", "desember des"},                                                                                                                // Norwegian
	{"tammikuu tammi tammikuuta", "helmikuu helmi helmikuuta", "maaliskuu maalis maaliskuuta", "huhtikuu huhti huhtikuuta", "toukokuu touko toukokuuta", "kesäkuu kesä kesäkuuta", "heinäkuu heinä heinäkuuta", "elokuu elo elokuuta", "syyskuu syys syyskuuta", "lokakuu loka lokakuuta", "marraskuu marras marraskuuta", "joulukuu joulu joulukuuta"}, // Finnish
	{"janúar", "febrúar", "", "apríl", "maí", "júní jún", "júlí júl", "ágúst ágú", "", "október", "nóvember nóv", ""},                                                                                                                                                                 // Icelandic
	{"styczeń sty stycznia", "luty lut lutego", "marzec marca", "kwiecień kwi kwietnia", "maja", "czerwiec cze czerwca", "lipiec lip lipca", "sierpień sie sierpnia", "wrzesień wrz września", "październik paź października", "listopad lis listopada", "grudzień gru grudnia"},      // Polish
	{"leden led ledna", "únor úno února", "březen bře března", "duben dub dubna", "květen kvě května", "červen čvn června", "červenec čvc července", "srpen srp srpna", "září zář", "říjen říj října", "listopadu", "prosinec pro prosince"},                                          // Czech
	{"január januára", "február februára", "marec", "apríla", "máj mája", "júna", "júla", "augusta", "septembra", "októbra", "novembra", "decembra"},                                                                                                                                  // Slovak
	{"", "febr", "március márc", "április ápr", "május", "június", "július", "augusztus", "szeptember szept", "", "", ""},                                                                                                                                                             // Hungarian
	{"ianuarie ian", "februarie", "martie", "aprilie", "", "iunie iun", "iulie iul", "", "septembrie", "octombrie", "noiembrie", "decembrie"},                                                                                                                                         // Romanian
	{"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември", "декември"},                                                                                                                                                            // Bulgarian
	{"январь янв января", "февраль февр февраля", "марта мар", "апрель апр апреля", "мая", "июнь июня июн", "июль июля июл", "авг августа", "сентябрь сент сентября", "октябрь окт октября", "ноябрь нояб ноября", "декабрь дек декабря"},                                             // Russian
	{"січень січ січня", "лютий лют лютого", "березень бер березня", "квітень квіт квітня", "травень трав травня", "червень черв червня", "липень лип липня", "серпень серп серпня", "вересень вер вересня", "жовтень жовт жовтня", "листопад лист листопада", "грудень груд грудня"}, // Ukrainian
	{"студзень сту студзеня", "люты лютага", "сакавік сак сакавіка", "красавік кра красавіка", "", "чэрвень чэр чэрвеня", "ліпень ліп ліпеня", "жнівень жні жніўня", "верасень верасня", "кастрычнік кас кастрычніка", "лістапад ліс лістапада", "снежань сне снежня"},                // Belarusian
	{"јануар јан", "фебруар феб", "", "", "мај", "јун", "јул", "", "септембар сеп", "октобар", "новембар нов", "децембар дец"},                                                                                                                                                        // Serbian
	{"", "", "mart", "", "", "", "", "avgust avg", "septembar", "oktobar", "novembar", "decembar"},                                                                                                                                                                                    // Serbian, Latin
	{"siječanj sij siječnja", "veljača velj veljače", "ožujak ožu ožujka", "travanj tra travnja", "svibanj svi svibnja", "lipanj lipnja", "srpanj srpnja", "kolovoz kol kolovoza", "rujan ruj rujna", "", "studeni stu studenoga", "prosinac prosinca"},                               // Croatian
	{"", "", "", "", "", "junij", "julij", "", "", "", "", ""},                                                                                        // Slovenian
	{"јануари", "фев", "", "", "", "јуни", "јули", "", "", "", "ное", ""},                                                                             // Macedonian
	{"janar", "shkurt shk", "", "prill pri", "", "qershor qer", "korrik korr", "gusht gush", "shtator sht", "tetor tet", "nëntor nën", "dhjetor dhj"}, // Albanian
	{"ιανουαρίου ιαν", "φεβρουαρίου φεβ", "μαρτίου μαρ", "απριλίου απρ", "μαΐου μαΐ", "ιουνίου ιουν", "ιουλίου ιουλ", "αυγούστου αυγ", "σεπτεμβρίου σεπ", "οκτωβρίου οκτ", "νοεμβρίου νοε", "δεκεμβρίου δεκ"}, // Greek
	{"ocak oca", "şubat şub", "", "nisan nis", "mayıs", "haziran haz", "temmuz tem", "ağustos ağu", "eylül eyl", "ekim eki", "kasım kas", "aralık ara"},                                                       // Turkish
	{"yanvar yan", "fevral", "", "aprel", "", "iyun iyn", "iyul iyl", "avqust avq", "sentyabr sen", "oktyabr", "noyabr noy", "dekabr dek"},                                                                    // Azerbaijani
	{"қаңтар қаң", "ақпан ақп", "наурыз нау", "сәуір сәу", "мамыр мам", "маусым мау", "шілде шіл", "тамыз там", "қыркүйек қыр", "қазан қаз", "қараша қар", "желтоқсан жел"},                                   // Kazakh
	{"ינואר ינו׳", "פברואר פבר׳", "מרץ", "אפריל אפר׳", "מאי", "יוני", "יולי", "אוגוסט אוג׳", "ספטמבר ספט׳", "אוקטובר אוק׳", "נובמבר נוב׳", "דצמבר דצמ׳"},                                                      // Hebrew
	{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},                                                                                           // Arabic
	{"ژانویه ژانویهٔ", "فوریه فوریهٔ", "", "آوریل", "مه مهٔ", "ژوئن", "ژوئیه ژوئیهٔ", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"},                                                                          // Persian
	{"जनवरी जन॰", "फ़रवरी फ़र॰", "मार्च", "अप्रैल", "मई", "जून", "जुलाई जुल॰", "अगस्त अग॰", "सितंबर सित॰", "अक्टूबर अक्टू॰", "नवंबर नव॰", "दिसंबर दिस॰"},                                                      // Hindi
	{"জানুয়ারি জানু", "ফেব্রুয়ারি ফেব", "মার্চ", "এপ্রিল এপ্রি", "মে", "জুন", "জুলাই জুল", "আগস্ট আগ", "সেপ্টেম্বর সেপ্ট সেপ", "অক্টোবর অক্টো", "নভেম্বর নভে", "ডিসেম্বর ডিসে"},                             // Bengali
	{"जानेवारी जाने", "फेब्रुवारी फेब्रु", "", "एप्रिल एप्रि", "मे", "", "जुलै", "ऑगस्ट ऑग", "सप्टेंबर सप्टें", "ऑक्टोबर ऑक्टो", "नोव्हेंबर नोव्हें", "डिसेंबर डिसें"},                                        // Marathi
	{"જાન્યુઆરી જાન્યુ", "ફેબ્રુઆરી ફેબ્રુ", "માર્ચ", "એપ્રિલ", "મે", "જૂન", "જુલાઈ", "ઑગસ્ટ", "સપ્ટેમ્બર સપ્ટે", "ઑક્ટોબર ઑક્ટો", "નવેમ્બર નવે", "ડિસેમ્બર ડિસે"},                                            // Gujarati
	{"ஜனவரி ஜன", "பிப்ரவரி பிப்", "மார்ச் மார்", "ஏப்ரல் ஏப்", "மே", "ஜூன்", "ஜூலை", "ஆகஸ்ட் ஆக", "செப்டம்பர் செப்", "அக்டோபர் அக்", "நவம்பர் நவ", "டிசம்பர் டிச"},                                            // Tamil
	{"జనవరి జన", "ఫిబ్రవరి ఫిబ్ర", "మార్చి", "ఏప్రిల్ ఏప్రి", "మే", "జూన్", "జులై", "ఆగస్టు ఆగ", "సెప్టెంబర్ సెప్టెం", "అక్టోబర్ అక్టో", "నవంబర్ నవం", "డిసెంబర్ డిసెం"},                                      // Telugu
	{"ಜನವರಿ ಜನ", "ಫೆಬ್ರವರಿ ಫೆಬ್ರ", "ಮಾರ್ಚ್", "ಏಪ್ರಿಲ್ ಏಪ್ರಿ", "ಮೇ", "ಜೂನ್", "ಜುಲೈ", "ಆಗಸ್ಟ್ ಆಗ", "ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ", "ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ", "ನವೆಂಬರ್ ನವೆಂ", "ಡಿಸೆಂಬರ್ ಡಿಸೆಂ"},                                    // Kannada
	{"ജനുവരി ജനു", "ഫെബ്രുവരി ഫെബ്രു", "മാർച്ച് മാർ", "ഏപ്രിൽ ഏപ്രി", "മേയ്", "ജൂൺ", "ജൂലൈ", "ഓഗസ്റ്റ് ഓഗ", "സെപ്റ്റംബർ സെപ്റ്റം", "ഒക്\u200cടോബർ ഒക്ടോ", "നവംബർ നവം", "ഡിസംബർ ഡിസം"},                         // Malayalam
	{"ਜਨਵਰੀ ਜਨ", "ਫ਼ਰਵਰੀ ਫ਼ਰ", "ਮਾਰਚ", "ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ", "ਮਈ", "ਜੂਨ", "ਜੁਲਾਈ ਜੁਲਾ", "ਅਗਸਤ ਅਗ", "ਸਤੰਬਰ ਸਤੰ", "ਅਕਤੂਬਰ ਅਕਤੂ", "ਨਵੰਬਰ ਨਵੰ", "ਦਸੰਬਰ ਦਸੰ"},                                                            // Punjabi
	{"جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"},                                                                                                  // Urdu
	{"มกราคม ม.ค", "กุมภาพันธ์ ก.พ", "มีนาคม มี.ค", "เมษายน เม.ย", "พฤษภาคม พ.ค", "มิถุนายน มิ.ย", "กรกฎาคม ก.ค", "สิงหาคม ส.ค", "กันยายน ก.ย", "ตุลาคม ต.ค", "พฤศจิกายน พ.ย", "ธันวาคม ธ.ค"},                 // Thai
	{"", "", "maret", "", "", "", "", "agustus agu", "", "", "", ""},                                                                                                                                                                       // Indonesian
	{"", "", "mac", "", "", "", "julai", "ogos ogo", "", "", "", "disember dis"},                                                                                                                                                           // Malay
	{"", "pebrero peb", "marso", "", "", "hunyo hun", "hulyo hul", "", "setyembre", "oktubre", "nobyembre nob", "disyembre"},                                                                                                               // Filipino
	{"jaanuar jaan", "veebruar veebr", "märts", "aprill", "", "juuni", "juuli", "", "", "oktoober", "", "detsember dets"},                                                                                                                  // Estonian
	{"janvāris", "februāris", "", "aprīlis", "maijs", "jūnijs jūn", "jūlijs jūl", "augusts", "septembris", "oktobris", "novembris", "decembris"},                                                                                           // Latvian
	{"sausis sausio", "vasaris vasario", "kovas kovo", "balandis balandžio", "gegužė gegužės", "birželis birželio", "liepa liepos", "rugpjūtis rugpjūčio", "rugsėjis rugsėjo", "spalis spalio", "lapkritis lapkričio", "gruodis gruodžio"}, // Lithuanian
	{"gener", "febrer", "març", "d’abril d’abr", "maig", "juny", "juliol", "agost ag d’agost d’ag", "setembre", "d’octubre d’oct", "", "desembre"},                                                                                         // Catalan
	{"urtarrila urt", "otsaila ots", "martxoa", "apirila api", "maiatza", "ekaina eka", "uztaila uzt", "abuztua abu", "iraila ira", "urria urr", "azaroa aza", "abendua abe"},                                                              // Basque
	{"xaneiro xan", "febreiro", "", "", "", "xuño", "xullo xul", "", "", "", "", "decembro"},                                                                                                                                               // Galician
	{"იანვარი იან", "თებერვალი თებ", "მარტი მარ", "აპრილი აპრ", "მაისი მაი", "ივნისი ივნ", "ივლისი ივლ", "აგვისტო აგვ", "სექტემბერი სექ", "ოქტომბერი ოქტ", "ნოემბერი ნოე", "დეკემბერი დეკ"},                                                                                                      // Georgian
	{"հունվար հնվ հունվարի", "փետրվար փտվ փետրվարի", "մարտ մրտ մարտի", "ապրիլ ապր ապրիլի", "մայիս մյս մայիսի", "հունիս հնս հունիսի", "հուլիս հլս հուլիսի", "օգոստոս օգս օգոստոսի", "սեպտեմբեր սեպ սեպտեմբերի", "հոկտեմբեր հոկ հոկտեմբերի", "նոյեմբեր նոյ նոյեմբերի", "դեկտեմբեր դեկ դեկտեմբերի"}, // Armenian
	{"", "फेब्रुअरी", "", "अप्रिल", "", "जुन", "", "अगस्ट", "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर"},                                                                                                                                                                                     // Nepali
	{"දුරුතු", "නවම්", "මැදින්", "බක්", "වෙසක්", "පොසොන්", "ඇසළ", "නිකිණි", "බිනර", "වප්", "ඉල්", "උඳුවප්"},                                                                                                                                                                                      // Sinhala
	{"januarie", "", "", "", "", "junie", "julie", "", "", "", "", ""}, // Afrikaans
}

// localeFillers are the words that stand between the parts of a date: at, of, the year, o'clock. Source: the patterns of CLDR 48.
const localeFillers = "" +
	"a alle at d de del den e g gada kell kl klo ko la las les lúc m nang në o ob om ore pada pukul ren u um v à às στις в " +
	"во г ж о р у ч թ ב בשעה ساعت في کو को बजे रोजी वाजता এ அன்று కి ರಂದು ಸಮಯಕ್ಕೆ ന് දින ที่ เวลา"

// localeWeekdays are the days of the week, wide and abbreviated, where they are not also a month. Source: CLDR 48.
const localeWeekdays = "" +
	"ahad ahd al an antradienis ar asteartea asteazkena astelehena axşamı az b b.e ba bazar biy biyernes bảy c c.a ceturtd " +
	"ceturtdiena chủ cmt cn cs csütörtök cum cuma cumartesi czw czwartek cümə dc dg di die diel dienstag dijous dilluns dim " +
	"dimanche dimarts dimecres dinsdag dissabte diumenge divendres dj dl do dom domenica domingo donderdag donnerstag ds dt " +
	"dum duminică dv e enj enjte ertəsi esmaspäev fim fimmtudagur fr fre fredag freitag fri friday fös föstudagur gio " +
	"giovedì h hai huw huwebes hétfő hën hënë ig igandea isn isnin jeu jeudi joi jue jueves jum jumaat jumat k kam kamis ke " +
	"kedd keskiviikko keskiviikkona ketvirtadienis kha khamis kolmapäev kt l la larunbata lau lauantai lauantaina " +
	"laugardagur laupäev laurdag lin linggo lr lun lundi lunedì lunes luni luns lör lördag lør lørdag ma maanantai " +
	"maanantaina maandag man mandag mardi martedì martes martë marți mer mercoledì mercredi mi mie miercuri min minggu " +
	"mittwoch miy miyerkules mié miércoles mið miðvikudagur mo mon monday montag mán mánudagur må mån måndag mér mércores " +
	"mër mërkurë n ne ned nedelja nedeľa nedjelja neděle neljapäev nhật niedz niedziela năm og on ons onsdag or osteguna " +
	"ostirala otrd otrdiena p paz pazar pazartesi pe penktadienis per perjantai perjantaina perşembe pet petak petek pi " +
	"piatok piektd piektdiena pirmadienis pirmd pirmdiena piątek pn po pon pondelok pondělí ponedeljak ponedeljek " +
	"ponedjeljak poniedziałek pr pre premte pt pzt pá pátek péntek pühapäev qua quarta quarta-feira qui quinta quinta-feira " +
	"r rab rabu reede sa sab sabado sabato sabtu sal salı sam samedi samstag sat saterdag saturday seg segunda " +
	"segunda-feira sekmadienis sel selasa senin sestd sestdiena sex sexta sexta-feira shtunë sk so sob sobota sondag " +
	"sonntag sre sreda sri srijeda st streda středa su sub subota sun sunday sunnudagur sunnuntai sunnuntaina svētd " +
	"svētdiena sze szerda szo szombat sáb sábado sáu sâm sâmbătă sön söndag sø søn søndag t teisipäev ter terça terça-feira " +
	"thu thursday ti tiistai tiistaina tir tirs tirsdag tis tisdag to tor torek tors torsdag torstai torstaina tr " +
	"trečiadienis trešd trešdiena tue tuesday ty tys tysdag tư ut uto utorak utorok v vasárnap ven vendredi venerdì venres " +
	"vie viernes vin vineri vr vrijdag vrydag wed wednesday wo woensdag wt wtorek xov xoves za zaterdag zo zondag ç ç.a çar " +
	"çarşamba çərşənbə út úterý þri þriðjudagur čet četrtek četvrtak čt čtvrtek śr środa ş şənbə šeštadienis št štvrtok δευ " +
	"δευτέρα κυρ κυριακή πέμ πέμπτη παρ παρασκευή σάβ σάββατο τετ τετάρτη τρί τρίτη аў аўторак бейсенбі бс воскресенье вс " +
	"вт вто вторник вівторок дс дүйсенбі жексенбі жм жс жұма нд нед недела неделя недеља неділя нядзеля пʼятниця панядзелак " +
	"пет петак петок петък пн пон понеделник понедельник понедељак понеділок пт пятница пятніца саб сабота сб сейсенбі " +
	"сенбі серада середа ср сре среда сряда сс суб суббота субота събота сәрсенбі уто уторак чацвер чет четвер четверг " +
	"четвртак четврток четвъртък чт чц երեքշաբթի երկ երկուշաբթի երք կիր կիրակի հինգշաբթի հնգ շաբաթ շբթ ուր ուրբաթ " +
	"չորեքշաբթի չրք א׳ ב׳ ג׳ ד׳ ה׳ ו׳ חמישי יום ראשון רביעי שבת שישי שלישי שני اتوار الأحد الأربعاء الاثنين الثلاثاء الجمعة " +
	"الخميس السبت بدھ جمعرات جمعه جمعہ دوشنبه سه\u200cشنبه شنبه منگل پنجشنبه پیر چهارشنبه ہفتہ یکشنبه आइत आइतबार गुरु गुरुवार " +
	"बिहि बिहिबार बुध बुधबार बुधवार मंगल मंगलवार मंगळ मंगळवार मङ्गल मङ्गलबार रवि रविवार शनि शनिबार शनिवार शुक्र शुक्रबार " +
	"शुक्रवार सोम सोमबार सोमवार বুধ বুধবার বৃহস্পতি বৃহস্পতিবার মঙ্গল মঙ্গলবার রবি রবিবার শনি শনিবার শুক্র শুক্রবার সোম " +
	"সোমবার ਐਤ ਐਤਵਾਰ ਬੁੱਧ ਬੁੱਧਵਾਰ ਮੰਗਲ ਮੰਗਲਵਾਰ ਵੀਰ ਵੀਰਵਾਰ ਸ਼ਨੀ ਸ਼ਨੀਵਾਰ ਸ਼ੁੱਕਰ ਸ਼ੁੱਕਰਵਾਰ ਸੋਮ ਸੋਮਵਾਰ ગુરુ ગુરુવાર બુધ બુધવાર " +
	"મંગળ મંગળવાર રવિ રવિવાર શનિ શનિવાર શુક્ર શુક્રવાર સોમ સોમવાર சனி செவ் செவ்வாய் ஞாயி ஞாயிறு திங் திங்கள் புத புதன் வியா " +
	"வியாழன் வெள் வெள்ளி ఆది ఆదివారం గురు గురువారం బుధ బుధవారం మంగళ మంగళవారం శని శనివారం శుక్ర శుక్రవారం సోమ సోమవారం ಗುರು " +
	"ಗುರುವಾರ ಬುಧ ಬುಧವಾರ ಭಾನು ಭಾನುವಾರ ಮಂಗಳ ಮಂಗಳವಾರ ಶನಿ ಶನಿವಾರ ಶುಕ್ರ ಶುಕ್ರವಾರ ಸೋಮ ಸೋಮವಾರ ചൊവ്വ ചൊവ്വാഴ്ച ചൊവ്വാഴ്\u200cച ഞായറാഴ്\u200cച " +
	"ഞായർ തിങ്കളാഴ്\u200cച തിങ്കൾ ബുധനാഴ്\u200cച ബുധൻ വെള്ളി വെള്ളിയാഴ്\u200cച വ്യാഴം വ്യാഴാഴ്\u200cച ശനി ശനിയാഴ്\u200cച අඟහ අඟහරුවාදා ඉරිදා බදාදා " +
	"බ්\u200dරහස් බ්\u200dරහස්පතින්දා සඳුදා සිකු සිකුරාදා සෙන සෙනසුරාදා จันทร์ พฤหัส พุธ วันจันทร์ วันพฤหัสบดี วันพุธ วันศุกร์ " +
	"วันอังคาร วันอาทิตย์ วันเสาร์ ศุกร์ อังคาร อาทิตย์ เสาร์ კვი კვირა ოთხ ოთხშაბათი ორშ ორშაბათი პარ პარასკევი სამ " +
	"სამშაბათი შაბ შაბათი ხუთ ხუთშაბათი"
