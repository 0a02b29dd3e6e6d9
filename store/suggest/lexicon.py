"""Words that rules for names go by; general English, written for this project.

All in lower case, except where said.
"""

from __future__ import annotations

from typing import Final

from store.suggest.reporting import listed
from store.text.lexicon import OPENERS, STARTERS

FUNCTION: Final = (
    STARTERS
    | OPENERS
    | listed("""
    about above across again against ah ain aka al am amp any anybody anyone anything are aren
    around asap at aw away be been being below beside besides between beyond bro btw bye can
    cannot cant cheers com congrats congratulations could couldn couldve da dat did didn diy dm
    do does doesn doing don done dont down dr dude during each eg eight either else enough et
    etc even ever every everybody everyone everything faq few first five for four from ft fyi
    get gets getting give go goes going gone gonna goodbye goodmorning goodnight got gotta gt
    guy guys had hadn haha hahaha happy has hasn have haven having he hehe hello her heres hers
    herself hey hi him himself his hiya hmm how html http https huh i idk ie ii iii im ima imho
    imma imo in inside into irl is isn it its itself ive jpg just keep know kudos last let lets
    like lil ll lmao lol lt made make makes many mate may maybe me merry might mine more most
    much must mustn my myself na nah nb nbsp near neither net never next nine no nobody none
    nope nor not nothing of off often oh ok okay omg on once one only onto or org other others
    ought our ours ourselves out outside over own pdf per perhaps please pls plz pps ps put
    quite quot rather re really rofl rt s said same say says second see seem seven shall she
    should shouldn shouldve since sis six smh so some somebody someone something somewhere soon
    sorry still such t take tba tbd tbh ten tha than thank thanks that thats the their theirs
    them themselves then there theres these they theyre thing third this thnx those though three
    through thru thx tl to together too took toward towards two ty ugh uh um under unless until
    up upon us use used very via vs wanna want wants was wasn we welcome well went were weren
    what whatever whats when whenever where wherever whether which while who whoever whole whom
    whose why will with within without won would wouldn wouldve wow wtf www xd xo xoxo yay yeah
    yep yes yet yo you your youre yours yourself yup
""")
)
"""Words that stand at no edge of a name, whatever their capital; and letters that are none."""

PLAIN: Final = listed("""
    able absolutely according accordingly account act action actually add additionally address
    adhd advice advisory affair affairs afraid after afternoon age ago agree ai aids air album
    alert alive allow almost alone along already alright also alternatively always am amazing
    angry animal anniversary annual another answer anyhow anytime anyways apart app apparently
    appears apply apps apr april area army art article ask asked assuming atm attached
    attachments attention attn aug august aunt author avenue average awesome ba baby back bad
    bag ball band bank bar base based basic basically bath bbq bcc beach beautiful beauty
    because bed been beer before begin beginner behind believe best bet better big bill billion
    birthday bit black blame bless blessed block blog blood blue board body book books boring
    born both bother bottom box boxing boy boys brand break breakfast breaking bring broken
    brother brown bsc btu build building bullet bullets burn bus business busy buy buyer call
    called calling came camera canceled cancelled cannot captain car card care carefully case
    cash cat cause cc cd cell center central century ceo certain certainly cfo chair chance
    change channel character charge cheap check cheese chef child children choice choose
    christmas church cio citrus city class classic classified clean clear clearly click client
    climate close closed clothes cloud club coach code coffee cold collection college color
    colour combo comes coming comment comments common community company compared complete
    completely computer concerning conclusion conditions conference confirmed consider
    considering consultant contact content contest contract control coo cool copy correct cost
    country couple course court cover cpa crazy create cross crowd cry cst cto culture cure
    currently customer cut cute dad daddy daily damn dance danger dangerous dark data date dates
    daughter day days dead deal deals dear death dec december decide decision deep definitely
    delicious democracy depending deputy description design despite detail details diary digital
    dinner direct direction directions disappointed discount display diy dna doctor dog dogs
    door double download dr draft drama draw dream dreams dress drink drive driver drop dry due
    dui during dvd each earlier early earth easily easter easy eat economic economy edit edition
    editor edt educate education either else email emergency end energy english enjoy enough
    enter entire environment error especially esq est eve evening event events eventually ever
    every everyday evil exactly example excellent except excited exciting executive exercise
    expect expensive experience expert explain expo extra extras extremely eye eyes face fact
    fail fair fake fall fam family famous fan fans fantastic far fast fat father favorite
    favourite fax fear feb february feel feeling feels fellas female festival fight figure file
    final finally find fine fire firm fish fit fix flood floor fly fml folks follow followers
    following follows food fool foot football force forecast foreign forever forget form former
    fort forward found four free fresh fri friday fridays friend friendly friends from front
    full fun funniest funny further furthermore future fw fwd game games gang garden gas gave
    general gentle gentlemen gif girl girls given gives giving glad glass global gmt god gods
    gold golden gone good gorgeous government gpa gps graders grand grandma great greatest green
    greetings ground group grow guess guest guide gun hair half hall hand hands happen happened
    happens happiness happy hard hardly hate haters hating having hd hdtv head heads health hear
    heard heart heat heaven heavy height held hell help helpful hence here hero hide high
    highest highly hilarious hill historic history hit hiv hold holding hole holiday holidays
    home homepage homework honest honestly hope hopefully hoping horrible horse hospital hot
    hotel hour hours house however hq hr huge human humidity hundred hung hungry hurry hurt
    husband ice icymi id idea ideal ideas idiot ignore imagine imagining immediately important
    impossible impressive improve include included including incredible indeed industry
    infection info inform information initially inner inside instead insurance intellectual
    interest interested interesting international internet interview introduction invite ip isbn
    island isp issue issues it item items itself jacket jackets jan january jealous job jobs
    join joint joke jr jul july jump jun june keeping kept key kick kid kidding kids kill killed
    kind kinda king kiss kitchen knew knife knows kph ladies lady land language large larger
    late lately later latest laugh launch launches law lazy lcd lead leader leading learn least
    leave leaves leaving led left leg legal legend legendary lesson letter level liar lie life
    light lights likes limited line link list listen listening little live lives living llb lmk
    loan local located location log lonely long longer look looked looking looks lord lose loser
    lost lot lots loud lounge love loved lovely lover loves loving low lsd luck luckily lucky
    lunch lying lyrics ma machine mad madness magic mail main major making male man manager map
    mar march mark market marriage married mass master match material maternity matter may mba
    md meaning means meanwhile meat media medical meet meeting meetings member members memories
    men mental mention mere merry message messages met middle midnight mile military milk
    million mind minimum minor minute minutes miss missed missing mission mix model modern mom
    moment mon monday mondays money monster month monthly months mood moon moreover morning
    mosque mosques mostly mother mouth move moved movie movies moving mpg mph mr msc much mum
    music musical mystery naked name named names nasty national nations natural naturally nature
    near nearly necessary need needed needless needs negative neither nervous network never
    nevertheless new news nice night nights nobody noise noon normal normally north note noted
    notes notice nov november number numbers nurse ny's obviously occasionally ocean oct october
    odd offer office officer officers official officially oil old older ones online open opening
    opera opinion option options orange order orders original originally others otherwise
    outside overall owner pack page paid pain paint pair paper parent parents park parking part
    parties partner parts party pass past path patient pay payment pc pdf pdt peace people
    perfect perfectly perform performance period person personal personally pet ph.d pharmacist
    phd phone photo photograph photographer photographs photography photos pick picture pictures
    piece pilot pink pizza place places plan plane planet plans plant platinum play played
    player players playing plenty plus pm pool poor pop popular position positive possible
    possibly post posted posts potential pound power pr practice pray prefer prepared present
    president press pressure pretty prevent previous previously price prices prime prince
    private pro probably problem problems process product products professional program project
    promo promotion proper property proud provide provided psa psd pst public pull pumpkin
    purchase purple push quality quarter quarterly queen question questions quick quickly quiet
    race radio rain random range rate rates re reach read reading ready real reality realize
    realtor reason reasons receive received recent recently recommend recommended record red
    regarding regardless regards regular related relationship release remember remembering
    remind reply report reported reports request required research resident rest restaurant
    result results retail return retweet retweets review reviews revolution rich ride right
    rights ring rip rise risk river road rock rocks role roll room rooms round roundup row royal
    rsvp rule rules run running sad safe sale sales salt sample sat saturday saturdays save
    saved saw saying says scene schedule school science score screen sea search season seat
    secret security seed seeing seems seen self sell send sense sent sep separate sept september
    series serious seriously serve service services session set several shame share sharing
    shoes shop short shot shout show showcase shower shows shut sick side sign signed
    significant silly similar similarly simple simply sincerely sing singer singers singing
    single sir sister sit site situation size sky sleep sleeping slow slowly small smart smile
    smoke sms snow snowstorm social soft sold son song songs sore sound sounds source south
    space spam speak speaking special specials specific specifically speech speed spend spirit
    sport sports spot spring sr staff stage stand standard star stars start started starting
    starts state statement states station stay steam step sticker stop store stories storm story
    straight strange street stress strong student students stuff stupid style subject success
    suck sucks suddenly sugar suggest suggestion suit summer sun sunday sundays super superb
    support suppose supposed sure surely surprise sushi suv swagger swear sweet system table
    taking tale talk talking tall tax teach teacher team tears tech technology teen tell telling
    temperature terrible test text tgif thankful thankfully that theater theatre thereby
    therefore things think thinking thinks third thought thoughts thousand thousands throw thu
    thur thurs thursday thursdays thus ticket tickets tied til till time times tip tips tired
    title to today told tomorrow ton tonight tonite tools top topic total totally touch tough
    tour town track trade tradition traffic trailer trailers train training transfer travel
    treat tree trial trick tried trip trouble true truly trust truth try trying tue tues tuesday
    tuesdays turn turns tutorial tutoring tv tweet tweets twelve type ufo ugly ui ultimate
    ultimately uncle underground understand unfortunately uni union unique unit university
    unknown unlike upcoming update updated updates ups upset url usb user users usual usually
    utc ux vacation vaccine vaccines value van various version video videos view viewing village
    vip visit voice vote vp wait waiting wake walk walking wall war warm warning warnings wash
    waste watch watched watching water wear weather web website wed wedding wednesday wednesdays
    week weekend weekly weight weird west wet whereas white whoa wide wife wifi wild win wind
    window wine winner winter wise wish wishes wishing witch woman women wonder wonderful
    wondering wood word words wore work worked working works world worried worry worse worst
    worth worthy wow write writer writing written wrong wrote yard year yearly years yellow
    yesterday young younger youngest zero
""")
"""Words that are no name by themselves, whatever their capital; in a longer name they may be."""

TITLES: Final = listed("""
    adm admiral ambassador archbishop aunt ayatollah bishop brother capt captain cardinal
    chairman chairwoman chancellor chief coach col colonel commander congressman congresswoman
    dame deputy detective director dr ex father former gen general gov governor imam inspector
    judge justice king lieutenant lord lt maj major mayor minister miss mr mrs ms mx officer
    pope premier president prince princess prof professor queen rabbi rep representative rev
    reverend secretary sen senator sergeant sgt sheikh sir sister spokesman spokeswoman uncle
""")
"""What stands before a person's name and is no part of it."""

ORG_HEADS: Final = listed("""
    academy administration agency airlines airways alliance army assembly association authority
    bank board brigade broadcasting brothers bureau cabinet center centre chronicle church club
    co coalition college commission committee communications company confederation congress
    consortium consulate corp corporation council courier court daily department directorate
    embassy enterprises entertainment fc federation firm forces foundation front fund gazette
    group guard guardian headquarters herald hospital hotel inc industries inspectorate
    institute institution intelligence international journal laboratories laboratory league
    ledger llc llp ltd magazine ministry mission mosque motors movement museum navy network news
    observatory observer office orchestra organisation organization parliament partners
    partnership party police post press radio records restaurant review school secretariat
    senate service services society studios systems team technologies telegraph times tribunal
    tribune trust union university works
""")
"""Last words of names of organisations; first ones before “of” or “for” too."""

PLACE_HEADS: Final = listed("""
    airport archipelago avenue basin bay beach bridge canal canyon cape cave coast county creek
    dam delta desert district falls forest glacier gulf harbor harbour heights highlands hill
    hills island islands isles lagoon lake lane mountain mountains ocean park pass peninsula plains
    plateau port province range reef region ridge river road sea square station strait straits
    street strip town valley village woods zoo
""")
"""Last words of names of places that are no states."""

PLACE_FIRST: Final = listed("bay cape fort ft gulf isle lake mount mt point port river strait")
"""First words of names of places."""

EVENT_HEADS: Final = listed("""
    awards carnival championship championships conference congress crisis cup derby exhibition
    expo fair festival games marathon massacre olympics open prix rebellion revolution summit
    tour tournament uprising war
""")
"""Last words of names of events."""

LAW_HEADS: Final = listed("""
    accord accords act agreement amendment bill charter code constitution convention covenant
    decree directive law pact protocol resolution statute treaty
""")
"""Last words of names of laws and treaties; first ones before “of” or “on” too."""

LINKS: Final = listed("of de del della di da du la le van von der den bin ibn al el for and the on")
"""Small words that names go on with."""

GIVEN: Final = listed("""
    aaron abdul abdullah abraham adam adrian ahmad ahmed aisha alan albert alejandro alex
    alexander alexandra ali alice alison amanda amy ana anders andrea andreas andrei andrew andy
    angela anita ann anna anne anthony antonio arthur ashley barbara barry ben benjamin bernard
    beth betty bill bob brad brandon brenda brian bruce carl carla carlos carol caroline
    catherine charles charlie charlotte chloe chris christian christina christine christopher
    claire claude craig cynthia dan daniel danielle danny dave david dean deborah debra denise
    dennis derek diana diane diego dmitri dmitry don donald donna doris dorothy doug douglas
    duncan dylan ed eddie edward eleanor elena elizabeth ella ellen emily emma eric erica erik
    eva evan fatima felix fernando fiona frank fred frederick gabriel gareth gary geoff george
    gerald gina giovanni giulia glenn gloria gordon grace graham greg gregory hannah hans harold
    harry hassan heather helen henrik henry howard hugo hussein ian ibrahim igor ingrid irene
    isaac isabel isabella ivan jack jackie jacob jacqueline jake james jamie jan jane janet
    jason jay jean jeff jeffrey jennifer jeremy jerry jesse jessica jim jimmy joan joanna joe
    joel johan johann john johnny jon jonathan jorge jose joseph josh joshua juan juanita judith
    judy julia julian julie justin karen karl kate katherine kathleen kathy katie keith kelly
    ken kenneth kevin kim kimberly kyle larry laura lauren laurence lawrence lee leo leon
    leonard leslie linda lisa liz lois lorenzo louis louise lucas lucia lucy luis luke lynn marc
    marco marcus margaret maria marie marilyn mario marion mark marta martha martin mary matt
    matthew maureen max megan mehmet melissa michael michelle miguel mike mikhail mohamed
    mohammad mohammed monica muhammad nancy natalia natalie natasha nathan neil nicholas nick
    nicola nicole nigel nikolai nina noah nora oleg olga oliver olivia omar oscar otto pablo
    pamela pascal patricia patrick paul paula pedro peggy peter phil philip phillip phyllis
    pierre rachel ralph ramon randy raul ray raymond rebecca ricardo richard rick rita robert
    roberto robin rodrigo roger ron ronald ross roy russell ruth ryan sally sam samantha samuel
    sandra sara sarah scott sean sergei sergey sharon shaun sheila shirley simon sofia sophia
    sophie stefan stella stephanie stephen steve steven stuart sue susan suzanne sven svetlana
    sylvia tamara tanya tara ted teresa terry theodore theresa thomas tim timothy tina todd tom
    tommy tony tracy travis tyler valerie vanessa vera veronica victor victoria vincent virginia
    vladimir volodymyr walter wanda warren wayne wendy wilhelm william yasmin yolanda yuri
    yusuf yvonne zachary zoe
""")
"""Given names of persons."""

SUFFIXES: Final = (
    "ing", "tion", "sion", "ment", "ness", "less", "ful", "able", "ible", "ously", "ally", "ists",
    "ology", "ized", "ised", "ated", "ened", "ered",
)  # fmt: skip
"""Ends of words that are made of other words, as names seldom are."""
