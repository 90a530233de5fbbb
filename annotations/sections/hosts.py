"""The names of outlets by their hosts, for pages and records that have an address and no name."""

HOSTS = dict(
    (
        *(("aljazeera.net", "الجزيرة نت"), ("alarabiya.net", "العربية.نت")),
        *(("skynewsarabia.com", "سكاي نيوز عربية"), ("arabic.rt.com", "RT Arabic"), ("rtarabic.com", "RT Arabic")),
        *(("arabic.cnn.com", "CNN بالعربية"), ("france24.com", "فرانس 24"), ("arabic.euronews.com", "يورونيوز")),
        *(("aawsat.com", "الشرق الأوسط"), ("asharq.com", "الشرق للأخبار"), ("alquds.co.uk", "القدس العربي")),
        *(("alaraby.co.uk", "العربي الجديد"), ("independentarabia.com", "إندبندنت عربية")),
        *(("arabi21.com", "عربي21"), ("youm7.com", "اليوم السابع"), ("almasryalyoum.com", "المصري اليوم")),
        *(("ahram.org.eg", "الأهرام"), ("masrawy.com", "مصراوي"), ("shorouknews.com", "الشروق")),
        *(("akhbarelyom.com", "أخبار اليوم"), ("elwatannews.com", "الوطن"), ("elbalad.news", "صدى البلد")),
        *(("mena.org.eg", "أ ش أ"), ("spa.gov.sa", "واس"), ("okaz.com.sa", "عكاظ"), ("alriyadh.com", "الرياض")),
        *(("al-jazirah.com", "الجزيرة"), ("aleqt.com", "الاقتصادية"), ("sabq.org", "سبق"), ("wam.ae", "وام")),
        *(("albayan.ae", "البيان"), ("alkhaleej.ae", "الخليج"), ("kuna.net.kw", "كونا"), ("alqabas.com", "القبس")),
        *(("qna.org.qa", "قنا"), ("bna.bh", "بنا"), ("petra.gov.jo", "بترا"), ("ammonnews.net", "عمون")),
        *(("alghad.com", "الغد"), ("addustour.com", "الدستور"), ("wafa.ps", "وفا"), ("maannews.net", "معا")),
        *(("sana.sy", "سانا"), ("enabbaladi.net", "عنب بلدي"), ("annahar.com", "النهار")),
        *(("almayadeen.net", "الميادين"), ("ina.iq", "واع"), ("alsumaria.tv", "السومرية")),
        *(("shafaq.com", "شفق نيوز"), ("hespress.com", "هسبريس"), ("aps.dz", "واج")),
        *(("echoroukonline.com", "الشروق"), ("elkhabar.com", "الخبر"), ("tap.info.tn", "وات")),
        *(("mosaiquefm.net", "موزاييك"), ("aa.com.tr", "الأناضول"), ("reuters.com", "رويترز")),
        *(("afp.com", "أ ف ب"), ("sputnikarabic.ae", "سبوتنيك")),
    )
)


def outlet_at(address: str) -> str:
    """Return the name of the outlet at a host or an address, or ""."""
    host = address.casefold().partition("://")[2] or address.casefold()
    labels = host.split("/")[0].split(".")
    return next((HOSTS[each] for start in range(len(labels)) if (each := ".".join(labels[start:])) in HOSTS), "")
