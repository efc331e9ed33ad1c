"""The table of business cities: country, time zone, then the cities with their other names and their Chinese ones (see ``places``)."""

from __future__ import annotations

CITIES = """\
CN Asia/Shanghai Shanghai|上海, Beijing|Peking|北京, Shenzhen|深圳, Guangzhou|Canton|广州, Hangzhou|杭州, Chengdu|成都, Chongqing|重庆
CN Asia/Shanghai Wuhan|武汉, Nanjing|南京, Suzhou|苏州, Tianjin|天津, Xi'an|Xian|西安, Changsha|长沙, Zhengzhou|郑州, Qingdao|青岛
CN Asia/Shanghai Dalian|大连, Ningbo|宁波, Wuxi|无锡, Xiamen|厦门, Jinan|济南, Hefei|合肥, Fuzhou|福州, Dongguan|东莞, Foshan|佛山
CN Asia/Shanghai Shenyang|沈阳, Harbin|哈尔滨, Changchun|长春, Kunming|昆明, Nanchang|南昌, Guiyang|贵阳, Nanning|南宁
CN Asia/Shanghai Shijiazhuang|石家庄, Taiyuan|太原, Lanzhou|兰州, Urumqi|乌鲁木齐, Hohhot|呼和浩特, Haikou|海口, Zhuhai|珠海
CN Asia/Shanghai Changzhou|常州, Wenzhou|温州, Zhongshan|中山, Huizhou|惠州, Yantai|烟台, Jiaxing|嘉兴, Nantong|南通, Xuzhou|徐州
CN Asia/Shanghai Yinchuan|银川, Xining|西宁, Lhasa|拉萨, Sanya|三亚, Shaoxing|绍兴, Jinhua|金华, Yiwu|义乌, Quanzhou|泉州, Weifang|潍坊
CN Asia/Shanghai Tangshan|唐山, Kunshan|昆山
HK Asia/Hong_Kong Hong Kong|香港, Kowloon|九龙
MO Asia/Macau Macau|Macao|澳门
TW Asia/Taipei Taipei|台北|臺北, New Taipei|新北, Hsinchu|新竹, Taichung|台中, Kaohsiung|高雄, Tainan|台南
SG Asia/Singapore Singapore|新加坡
JP Asia/Tokyo Tokyo|东京|東京, Osaka|大阪, Yokohama|横滨, Nagoya|名古屋, Kyoto|京都, Fukuoka|福冈, Sapporo|札幌, Kobe|神户
KR Asia/Seoul Seoul|首尔, Busan|釜山, Incheon|仁川, Daejeon|大田
IN Asia/Kolkata Mumbai|Bombay|孟买, Delhi|New Delhi|德里|新德里, Bengaluru|Bangalore|班加罗尔, Hyderabad|海得拉巴, Chennai|金奈
IN Asia/Kolkata Pune|浦那, Kolkata|加尔各答, Gurgaon|Gurugram|古尔冈, Noida|诺伊达, Ahmedabad|艾哈迈达巴德
AE Asia/Dubai Dubai|迪拜, Abu Dhabi|阿布扎比
SA Asia/Riyadh Riyadh|利雅得, Jeddah|吉达
QA Asia/Qatar Doha|多哈
IL Asia/Jerusalem Tel Aviv|特拉维夫, Jerusalem|耶路撒冷, Haifa|海法
TH Asia/Bangkok Bangkok|曼谷
VN Asia/Ho_Chi_Minh Ho Chi Minh City|Saigon|胡志明市, Hanoi|河内
MY Asia/Kuala_Lumpur Kuala Lumpur|吉隆坡, Penang|槟城, Johor Bahru|新山
ID Asia/Jakarta Jakarta|雅加达, Bandung|万隆, Surabaya|泗水
ID Asia/Makassar Denpasar|Bali|巴厘岛
PH Asia/Manila Manila|Makati|马尼拉, Cebu|宿务
PK Asia/Karachi Karachi|卡拉奇, Lahore|拉合尔, Islamabad|伊斯兰堡
BD Asia/Dhaka Dhaka|达卡
KZ Asia/Almaty Almaty|阿拉木图, Astana|阿斯塔纳
AU Australia/Sydney Sydney|悉尼, Canberra|堪培拉, Newcastle NSW
AU Australia/Melbourne Melbourne|墨尔本
AU Australia/Brisbane Brisbane|布里斯班, Gold Coast|黄金海岸
AU Australia/Perth Perth|珀斯
AU Australia/Adelaide Adelaide|阿德莱德
NZ Pacific/Auckland Auckland|奥克兰, Wellington|惠灵顿, Christchurch|基督城
GB Europe/London London|伦敦, Manchester|曼彻斯特, Birmingham|伯明翰, Leeds|利兹, Edinburgh|爱丁堡, Glasgow|格拉斯哥, Bristol|布里斯托尔
GB Europe/London Liverpool|利物浦, Cambridge|剑桥, Oxford|牛津, Reading|雷丁, Belfast|贝尔法斯特, Cardiff|加的夫, Sheffield|谢菲尔德
GB Europe/London Nottingham|诺丁汉
IE Europe/Dublin Dublin|都柏林, Cork|科克
FR Europe/Paris Paris|巴黎, Lyon|里昂, Marseille|马赛, Toulouse|图卢兹, Lille|里尔, Bordeaux|波尔多, Nice|尼斯, Nantes|南特
FR Europe/Paris Strasbourg|斯特拉斯堡
DE Europe/Berlin Berlin|柏林, Munich|München|慕尼黑, Hamburg|汉堡, Frankfurt|Frankfurt am Main|法兰克福, Cologne|Köln|科隆
DE Europe/Berlin Stuttgart|斯图加特, Düsseldorf|Dusseldorf|杜塞尔多夫, Leipzig|莱比锡, Dresden|德累斯顿, Hanover|Hannover|汉诺威
DE Europe/Berlin Nuremberg|Nürnberg|纽伦堡, Bremen|不来梅
AT Europe/Vienna Vienna|Wien|维也纳, Graz|格拉茨, Linz|林茨
CH Europe/Zurich Zurich|Zürich|苏黎世, Geneva|Genève|日内瓦, Basel|巴塞尔, Bern|伯尔尼, Lausanne|洛桑, Zug|楚格
NL Europe/Amsterdam Amsterdam|阿姆斯特丹, Rotterdam|鹿特丹, The Hague|Den Haag|海牙, Utrecht|乌得勒支, Eindhoven|埃因霍温
BE Europe/Brussels Brussels|Bruxelles|布鲁塞尔, Antwerp|Antwerpen|安特卫普, Ghent|Gent|根特
LU Europe/Luxembourg Luxembourg|卢森堡
ES Europe/Madrid Madrid|马德里, Barcelona|巴塞罗那, Valencia|瓦伦西亚, Seville|Sevilla|塞维利亚, Bilbao|毕尔巴鄂
ES Atlantic/Canary Las Palmas|拉斯帕尔马斯
PT Europe/Lisbon Lisbon|Lisboa|里斯本, Porto|波尔图
IT Europe/Rome Milan|Milano|米兰, Rome|Roma|罗马, Turin|Torino|都灵, Bologna|博洛尼亚, Florence|Firenze|佛罗伦萨, Naples|Napoli|那不勒斯
SE Europe/Stockholm Stockholm|斯德哥尔摩, Gothenburg|Göteborg|哥德堡, Malmö|马尔默
NO Europe/Oslo Oslo|奥斯陆, Bergen|卑尔根
DK Europe/Copenhagen Copenhagen|København|哥本哈根, Aarhus|奥胡斯
FI Europe/Helsinki Helsinki|赫尔辛基, Espoo|埃斯波
PL Europe/Warsaw Warsaw|Warszawa|华沙, Kraków|Krakow|克拉科夫, Wrocław|Wroclaw|弗罗茨瓦夫
CZ Europe/Prague Prague|Praha|布拉格, Brno|布尔诺
HU Europe/Budapest Budapest|布达佩斯
RO Europe/Bucharest Bucharest|București|布加勒斯特, Cluj-Napoca|克卢日
BG Europe/Sofia Sofia|索非亚
GR Europe/Athens Athens|雅典
TR Europe/Istanbul Istanbul|伊斯坦布尔, Ankara|安卡拉
UA Europe/Kyiv Kyiv|Kiev|基辅
RU Europe/Moscow Moscow|莫斯科, Saint Petersburg|St. Petersburg|圣彼得堡
RU Asia/Yekaterinburg Yekaterinburg|叶卡捷琳堡
RU Asia/Novosibirsk Novosibirsk|新西伯利亚
RU Asia/Vladivostok Vladivostok|海参崴
EG Africa/Cairo Cairo|开罗
ZA Africa/Johannesburg Johannesburg|约翰内斯堡, Cape Town|开普敦, Durban|德班
NG Africa/Lagos Lagos|拉各斯, Abuja|阿布贾
KE Africa/Nairobi Nairobi|内罗毕
MA Africa/Casablanca Casablanca|卡萨布兰卡
US America/New_York New York|New York City|NYC|Manhattan|Brooklyn|纽约, Boston|波士顿, Philadelphia|费城
US America/New_York Washington|Washington DC|华盛顿, Atlanta|亚特兰大, Miami|迈阿密, Charlotte|夏洛特, Pittsburgh|匹兹堡, Orlando|奥兰多
US America/New_York Tampa|坦帕, Raleigh|罗利, Baltimore|巴尔的摩, Cleveland|克利夫兰, Cincinnati|辛辛那提, Jacksonville|杰克逊维尔
US America/New_York Columbus|哥伦布, Newark|纽瓦克, Buffalo|水牛城, Jersey City|泽西城, Stamford|斯坦福德
US America/Detroit Detroit|底特律, Ann Arbor|安娜堡
US America/Indiana/Indianapolis Indianapolis|印第安纳波利斯
US America/Kentucky/Louisville Louisville|路易斯维尔
US America/Chicago Chicago|芝加哥, Dallas|达拉斯, Houston|休斯敦|休斯顿, Austin|奥斯汀, San Antonio|圣安东尼奥, Fort Worth|沃思堡
US America/Chicago Minneapolis|明尼阿波利斯, Milwaukee|密尔沃基, St. Louis|Saint Louis|圣路易斯, Kansas City|堪萨斯城
US America/Chicago Nashville|纳什维尔, Memphis|孟菲斯, New Orleans|新奥尔良, Omaha|奥马哈, Oklahoma City|俄克拉何马城, Madison|麦迪逊
US America/Chicago Plano|普莱诺, Tulsa|塔尔萨
US America/Denver Denver|丹佛, Salt Lake City|盐湖城, Boulder|博尔德, Albuquerque|阿尔伯克基, Colorado Springs|科罗拉多斯普林斯
US America/Boise Boise|博伊西
US America/Phoenix Phoenix|菲尼克斯|凤凰城, Scottsdale|斯科茨代尔, Tucson|图森, Tempe|坦佩
US America/Los_Angeles Los Angeles|LA|洛杉矶, San Francisco|San Francisco Bay|SF|旧金山, San Jose|圣何塞, Seattle|西雅图
US America/Los_Angeles San Diego|圣迭戈|圣地亚哥, Portland|波特兰, Las Vegas|拉斯维加斯, Sacramento|萨克拉门托, Oakland|奥克兰
US America/Los_Angeles Palo Alto|帕罗奥图, Mountain View|山景城, Irvine|尔湾, Bellevue|贝尔维尤, Sunnyvale|森尼韦尔
US America/Los_Angeles Santa Clara|圣克拉拉, Menlo Park|门洛帕克, Redmond|雷德蒙德, Reno|里诺, Spokane|斯波坎
US America/Anchorage Anchorage|安克雷奇
US Pacific/Honolulu Honolulu|火奴鲁鲁|檀香山
CA America/Toronto Toronto|多伦多, Montreal|Montréal|蒙特利尔, Ottawa|渥太华, Mississauga|密西沙加, Waterloo|滑铁卢
CA America/Toronto Quebec City|魁北克市
CA America/Vancouver Vancouver|温哥华, Victoria|维多利亚
CA America/Edmonton Calgary|卡尔加里, Edmonton|埃德蒙顿
CA America/Winnipeg Winnipeg|温尼伯
CA America/Halifax Halifax|哈利法克斯
MX America/Mexico_City Mexico City|Ciudad de México|CDMX|墨西哥城, Guadalajara|瓜达拉哈拉
MX America/Monterrey Monterrey|蒙特雷
MX America/Tijuana Tijuana|蒂华纳
BR America/Sao_Paulo São Paulo|圣保罗, Rio de Janeiro|里约热内卢, Brasília|巴西利亚, Belo Horizonte|贝洛奥里藏特, Curitiba|库里蒂巴
BR America/Sao_Paulo Porto Alegre|阿雷格里港
BR America/Manaus Manaus|马瑙斯
BR America/Recife Recife|累西腓
AR America/Argentina/Buenos_Aires Buenos Aires|布宜诺斯艾利斯
CL America/Santiago Santiago|圣地亚哥
CO America/Bogota Bogotá|波哥大, Medellín|麦德林
PE America/Lima Lima|利马"""
