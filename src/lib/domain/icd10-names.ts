/*
 * Names of ICD-10 chapters and blocks, code|ja|en: those of data-samples/reference/icd10_chapters.csv and
 * icd10_blocks.csv, which name their source; a test holds the two against each other. Sensitive blocks have no row of
 * their own in a release and no name here. Large: import it where names are drawn, not where a page starts.
 */

const CHAPTERS = `
I|感染症及び寄生虫症|Certain infectious and parasitic diseases
II|新生物＜腫瘍＞|Neoplasms
III|血液及び造血器の疾患並びに免疫機構の障害|Blood, blood-forming organs, immune
IV|内分泌，栄養及び代謝疾患|Endocrine, nutritional, metabolic
V|精神及び行動の障害|Mental and behavioural
VI|神経系の疾患|Nervous system
VII|眼及び付属器の疾患|Eye and adnexa
VIII|耳及び乳様突起の疾患|Ear and mastoid
IX|循環器系の疾患|Circulatory
X|呼吸器系の疾患|Respiratory
XI|消化器系の疾患|Digestive
XII|皮膚及び皮下組織の疾患|Skin
XIII|筋骨格系及び結合組織の疾患|Musculoskeletal
XIV|腎尿路生殖器系の疾患|Genitourinary
XV|妊娠，分娩及び産じょく|Pregnancy, childbirth, puerperium
XVI|周産期に発生した病態|Perinatal
XVII|先天奇形，変形及び染色体異常|Congenital
XVIII|症状，徴候及び異常臨床所見・異常検査所見で他に分類されないもの|Symptoms, signs NEC
XIX|損傷，中毒及びその他の外因の影響|Injury, poisoning
XX|傷病及び死亡の外因|External causes
XXI|健康状態に影響を及ぼす要因及び保健サービスの利用|Factors influencing health status
XXII|特殊目的用コード|Codes for special purposes
`;

const BLOCKS = `
A00-A09|腸管感染症|Intestinal infectious diseases
A15-A19|結核|Tuberculosis
A20-A28|人畜共通細菌性疾患|Certain zoonotic bacterial diseases
A30-A49|その他の細菌性疾患|Other bacterial diseases
A65-A69|その他のスピロヘータ疾患|Other spirochaetal diseases
A70-A74|クラミジアによるその他の疾患|Other diseases caused by chlamydiae
A75-A79|リケッチア症|Rickettsioses
A80-A89|中枢神経系のウイルス性感染症|Viral infections of the central nervous system
A90-A99|節足動物媒介ウイルス熱及びウイルス性出血熱|Arthropod-borne viral fevers and viral haemorrhagic fevers
B00-B09|皮膚及び粘膜病変を特徴とするウイルス性感染症|Viral infections characterized by skin and mucous membrane lesions
B15-B19|ウイルス性肝炎|Viral hepatitis
B25-B34|その他のウイルス性疾患|Other viral diseases
B35-B49|真菌症|Mycoses
B50-B64|原虫疾患|Protozoal diseases
B65-B83|ぜん＜蠕＞虫症|Helminthiases
B85-B89|シラミ症、ダニ症及びその他の動物寄生症|Pediculosis, acariasis and other infestations
B90-B94|感染症及び寄生虫症の続発・後遺症|Sequelae of infectious and parasitic diseases
B95-B98|細菌、ウイルス及びその他の病原体|Bacterial, viral and other infectious agents
B99-B99|その他の感染症|Other infectious diseases
C00-C14|口唇、口腔及び咽頭の悪性新生物＜腫瘍＞|Malignant neoplasms of lip, oral cavity and pharynx
C15-C26|消化器の悪性新生物＜腫瘍＞|Malignant neoplasms of digestive organs
C30-C39|呼吸器及び胸腔内臓器の悪性新生物＜腫瘍＞|Malignant neoplasms of respiratory and intrathoracic organs
C40-C41|骨及び関節軟骨の悪性新生物＜腫瘍＞|Malignant neoplasms of bone and articular cartilage
C43-C44|皮膚の黒色腫及びその他の皮膚の悪性新生物＜腫瘍＞|Melanoma and other malignant neoplasms of skin
C45-C49|中皮及び軟部組織の悪性新生物＜腫瘍＞|Malignant neoplasms of mesothelial and soft tissue
C50-C50|乳房の悪性新生物＜腫瘍＞|Malignant neoplasm of breast
C51-C58|女性生殖器の悪性新生物＜腫瘍＞|Malignant neoplasms of female genital organs
C60-C63|男性生殖器の悪性新生物＜腫瘍＞|Malignant neoplasms of male genital organs
C64-C68|腎尿路の悪性新生物＜腫瘍＞|Malignant neoplasms of urinary tract
C69-C72|眼、脳及びその他の中枢神経系の部位の悪性新生物＜腫瘍＞|Malignant neoplasms of eye, brain and other parts of central nervous system
C73-C75|甲状腺及びその他の内分泌腺の悪性新生物＜腫瘍＞|Malignant neoplasms of thyroid and other endocrine glands
C76-C80|部位不明確、続発部位及び部位不明の悪性新生物＜腫瘍＞|Malignant neoplasms of ill-defined, secondary and unspecified sites
C81-C96|リンパ組織、造血組織及び関連組織の悪性新生物＜腫瘍＞|Malignant neoplasms of lymphoid, haematopoietic and related tissue
C97-C97|独立した（原発性）多部位の悪性新生物＜腫瘍＞|Malignant neoplasms of independent (primary) multiple sites
D00-D09|上皮内新生物＜腫瘍＞|In situ neoplasms
D10-D36|良性新生物＜腫瘍＞|Benign neoplasms
D37-D48|性状不詳又は不明の新生物＜腫瘍＞|Neoplasms of uncertain or unknown behaviour
D50-D53|栄養性貧血|Nutritional anaemias
D55-D59|溶血性貧血|Haemolytic anaemias
D60-D64|無形成性貧血及びその他の貧血|Aplastic and other anaemias
D65-D69|凝固障害、紫斑病及びその他の出血性病態|Coagulation defects, purpura and other haemorrhagic conditions
D70-D77|血液及び造血器のその他の疾患|Other diseases of blood and blood-forming organs
D80-D89|免疫機構の障害|Certain disorders involving the immune mechanism
E00-E07|甲状腺障害|Disorders of thyroid gland
E10-E14|糖尿病|Diabetes mellitus
E15-E16|その他のグルコース調節及び膵内分泌障害|Other disorders of glucose regulation and pancreatic internal secretion
E20-E35|その他の内分泌腺障害|Disorders of other endocrine glands
E40-E46|栄養失調（症）|Malnutrition
E50-E64|その他の栄養欠乏症|Other nutritional deficiencies
E65-E68|肥満（症）及びその他の過栄養＜過剰摂食＞|Obesity and other hyperalimentation
E70-E90|代謝障害|Metabolic disorders
G00-G09|中枢神経系の炎症性疾患|Inflammatory diseases of the central nervous system
G10-G14|主に中枢神経系を障害する系統萎縮症|Systemic atrophies primarily affecting the central nervous system
G20-G26|錐体外路障害及び異常運動|Extrapyramidal and movement disorders
G30-G32|神経系のその他の変性疾患|Other degenerative diseases of the nervous system
G35-G37|中枢神経系の脱髄疾患|Demyelinating diseases of the central nervous system
G40-G47|挿間性及び発作性障害|Episodic and paroxysmal disorders
G50-G59|神経、神経根及び神経そう＜叢＞の障害|Nerve, nerve root and plexus disorders
G60-G64|多発（性）ニューロパチ＜シ＞ー及びその他の末梢神経系の障害|Polyneuropathies and other disorders of the peripheral nervous system
G70-G73|神経筋接合部及び筋の疾患|Diseases of myoneural junction and muscle
G80-G83|脳性麻痺及びその他の麻痺性症候群|Cerebral palsy and other paralytic syndromes
G90-G99|神経系のその他の障害|Other disorders of the nervous system
H00-H06|眼瞼、涙器及び眼窩の障害|Disorders of eyelid, lacrimal system and orbit
H10-H13|結膜の障害|Disorders of conjunctiva
H15-H22|強膜、角膜、虹彩及び毛様体の障害|Disorders of sclera, cornea, iris and ciliary body
H25-H28|水晶体の障害|Disorders of lens
H30-H36|脈絡膜及び網膜の障害|Disorders of choroid and retina
H40-H42|緑内障|Glaucoma
H43-H45|硝子体及び眼球の障害|Disorders of vitreous body and globe
H46-H48|視神経及び視（覚）路の障害|Disorders of optic nerve and visual pathways
H49-H52|眼筋、眼球運動、調節及び屈折の障害|Disorders of ocular muscles, binocular movement, accommodation and refraction
H53-H54|視機能障害及び盲＜失明＞|Visual disturbances and blindness
H55-H59|眼及び付属器のその他の障害|Other disorders of eye and adnexa
H60-H62|外耳疾患|Diseases of external ear
H65-H75|中耳及び乳様突起の疾患|Diseases of middle ear and mastoid
H80-H83|内耳疾患|Diseases of inner ear
H90-H95|耳のその他の障害|Other disorders of ear
I00-I02|急性リウマチ熱|Acute rheumatic fever
I05-I09|慢性リウマチ性心疾患|Chronic rheumatic heart diseases
I10-I15|高血圧性疾患|Hypertensive diseases
I20-I25|虚血性心疾患|Ischaemic heart diseases
I26-I28|肺性心疾患及び肺循環疾患|Pulmonary heart disease and diseases of pulmonary circulation
I30-I52|その他の型の心疾患|Other forms of heart disease
I60-I69|脳血管疾患|Cerebrovascular diseases
I70-I79|動脈、細動脈及び毛細血管の疾患|Diseases of arteries, arterioles and capillaries
I80-I89|静脈、リンパ管及びリンパ節の疾患、他に分類されないもの|Diseases of veins, lymphatic vessels and lymph nodes, not elsewhere classified
I95-I99|循環器系のその他及び詳細不明の障害|Other and unspecified disorders of the circulatory system
J00-J06|急性上気道感染症|Acute upper respiratory infections
J09-J18|インフルエンザ及び肺炎|Influenza and pneumonia
J20-J22|その他の急性下気道感染症|Other acute lower respiratory infections
J30-J39|上気道のその他の疾患|Other diseases of upper respiratory tract
J40-J47|慢性下気道疾患|Chronic lower respiratory diseases
J60-J70|外的因子による肺疾患|Lung diseases due to external agents
J80-J84|主として間質を障害するその他の呼吸器疾患|Other respiratory diseases principally affecting the interstitium
J85-J86|下気道の化膿性及びえ＜壊＞死性病態|Suppurative and necrotic conditions of lower respiratory tract
J90-J94|胸膜のその他の疾患|Other diseases of pleura
J95-J99|呼吸器系のその他の疾患|Other diseases of the respiratory system
K00-K14|口腔、唾液腺及び顎の疾患|Diseases of oral cavity, salivary glands and jaws
K20-K31|食道、胃及び十二指腸の疾患|Diseases of oesophagus, stomach and duodenum
K35-K38|虫垂の疾患|Diseases of appendix
K40-K46|ヘルニア|Hernia
K50-K52|非感染性腸炎及び非感染性大腸炎|Noninfective enteritis and colitis
K55-K64|腸のその他の疾患|Other diseases of intestines
K65-K67|腹膜の疾患|Diseases of peritoneum
K70-K77|肝疾患|Diseases of liver
K80-K87|胆のう＜嚢＞、胆管及び膵の障害|Disorders of gallbladder, biliary tract and pancreas
K90-K93|消化器系のその他の疾患|Other diseases of the digestive system
L00-L08|皮膚及び皮下組織の感染症|Infections of the skin and subcutaneous tissue
L10-L14|水疱症|Bullous disorders
L20-L30|皮膚炎及び湿疹|Dermatitis and eczema
L40-L45|丘疹落せつ＜屑＞＜りんせつ＜鱗屑＞＞性障害|Papulosquamous disorders
L50-L54|じんま＜蕁麻＞疹及び紅斑|Urticaria and erythema
L55-L59|皮膚及び皮下組織の放射線（非電離及び電離）に関連する障害|Radiation-related disorders of the skin and subcutaneous tissue
L60-L75|皮膚付属器の障害|Disorders of skin appendages
L80-L99|皮膚及び皮下組織のその他の障害|Other disorders of the skin and subcutaneous tissue
M00-M03|感染性関節障害|Infectious arthropathies
M05-M14|炎症性多発性関節障害|Inflammatory polyarthropathies
M15-M19|関節症|Arthrosis
M20-M25|その他の関節障害|Other joint disorders
M30-M36|全身性結合組織障害|Systemic connective tissue disorders
M40-M43|変形性脊柱障害|Deforming dorsopathies
M45-M49|脊椎障害|Spondylopathies
M50-M54|その他の脊柱障害|Other dorsopathies
M60-M63|筋障害|Disorders of muscles
M65-M68|滑膜及び腱の障害|Disorders of synovium and tendon
M70-M79|その他の軟部組織障害|Other soft tissue disorders
M80-M85|骨の密度及び構造の障害|Disorders of bone density and structure
M86-M90|その他の骨障害|Other osteopathies
M91-M94|軟骨障害|Chondropathies
M95-M99|筋骨格系及び結合組織のその他の障害|Other disorders of the musculoskeletal system and connective tissue
N00-N08|糸球体疾患|Glomerular diseases
N10-N16|腎尿細管間質性疾患|Renal tubulo-interstitial diseases
N17-N19|腎不全|Renal failure
N20-N23|尿路結石症|Urolithiasis
N25-N29|腎及び尿管のその他の障害|Other disorders of kidney and ureter
N30-N39|尿路系のその他の疾患|Other diseases of urinary system
N40-N51|男性生殖器の疾患|Diseases of male genital organs
N60-N64|乳房の障害|Disorders of breast
N70-N77|女性骨盤臓器の炎症性疾患|Inflammatory diseases of female pelvic organs
N80-N98|女性生殖器の非炎症性障害|Noninflammatory disorders of female genital tract
N99-N99|腎尿路生殖器系のその他の障害|Other disorders of the genitourinary system
O10-O16|妊娠、分娩及び産じょく＜褥＞における浮腫、タンパク＜蛋白＞尿及び高血圧性障害|Oedema, proteinuria and hypertensive disorders in pregnancy, childbirth and the puerperium
O20-O29|主として妊娠に関連するその他の母体障害|Other maternal disorders predominantly related to pregnancy
O30-O48|胎児及び羊膜腔に関連する母体のケア並びに予想される分娩の諸問題|Maternal care related to the fetus and amniotic cavity and possible delivery problems
O60-O75|分娩の合併症|Complications of labour and delivery
O80-O84|分娩|Delivery
O85-O92|主として産じょく＜褥＞に関連する合併症|Complications predominantly related to the puerperium
O94-O99|その他の産科的病態、他に分類されないもの|Other obstetric conditions, not elsewhere classified
P00-P04|母体側要因並びに妊娠及び分娩の合併症により影響を受けた胎児及び新生児|Fetus and newborn affected by maternal factors and by complications of pregnancy, labour and delivery
P05-P08|妊娠期間及び胎児発育に関連する障害|Disorders related to length of gestation and fetal growth
P10-P15|出産外傷|Birth trauma
P20-P29|周産期に特異的な呼吸障害及び心血管障害|Respiratory and cardiovascular disorders specific to the perinatal period
P35-P39|周産期に特異的な感染症|Infections specific to the perinatal period
P50-P61|胎児及び新生児の出血性障害及び血液障害|Haemorrhagic and haematological disorders of fetus and newborn
P70-P74|胎児及び新生児に特異的な一過性の内分泌障害及び代謝障害|Transitory endocrine and metabolic disorders specific to fetus and newborn
P75-P78|胎児及び新生児の消化器系障害|Digestive system disorders of fetus and newborn
P80-P83|胎児及び新生児の外皮及び体温調節に関連する病態|Conditions involving the integument and temperature regulation of fetus and newborn
P90-P96|周産期に発生したその他の障害|Other disorders originating in the perinatal period
R00-R09|循環器系及び呼吸器系に関する症状及び徴候|Symptoms and signs involving the circulatory and respiratory systems
R10-R19|消化器系及び腹部に関する症状及び徴候|Symptoms and signs involving the digestive system and abdomen
R20-R23|皮膚及び皮下組織に関する症状及び徴候|Symptoms and signs involving the skin and subcutaneous tissue
R25-R29|神経系及び筋骨格系に関する症状及び徴候|Symptoms and signs involving the nervous and musculoskeletal systems
R30-R39|腎尿路系に関する症状及び徴候|Symptoms and signs involving the urinary system
R40-R46|認識、知覚、情緒状態及び行動に関する症状及び徴候|Symptoms and signs involving cognition, perception, emotional state and behaviour
R47-R49|言語及び音声に関する症状及び徴候|Symptoms and signs involving speech and voice
R50-R69|全身症状及び徴候|General symptoms and signs
R70-R79|血液検査の異常所見、診断名の記載がないもの|Abnormal findings on examination of blood, without diagnosis
R80-R82|尿検査の異常所見、診断名の記載がないもの|Abnormal findings on examination of urine, without diagnosis
R83-R89|その他の体液、検体＜材料＞及び組織の検査の異常所見、診断名の記載がないもの|Abnormal findings on examination of other body fluids, substances and tissues, without diagnosis
R90-R94|画像診断及び機能検査における異常所見、診断名の記載がないもの|Abnormal findings on diagnostic imaging and in function studies, without diagnosis
R95-R99|診断名不明確及び原因不明の死亡|Ill-defined and unknown causes of mortality
S00-S09|頭部損傷|Injuries to the head
S10-S19|頚部損傷|Injuries to the neck
S20-S29|胸部＜郭＞損傷|Injuries to the thorax
S30-S39|腹部、下背部、腰椎及び骨盤部の損傷|Injuries to the abdomen, lower back, lumbar spine and pelvis
S40-S49|肩及び上腕の損傷|Injuries to the shoulder and upper arm
S50-S59|肘及び前腕の損傷|Injuries to the elbow and forearm
S60-S69|手首及び手の損傷|Injuries to the wrist and hand
S70-S79|股関節部及び大腿の損傷|Injuries to the hip and thigh
S80-S89|膝及び下腿の損傷|Injuries to the knee and lower leg
S90-S99|足首及び足の損傷|Injuries to the ankle and foot
T00-T07|多部位の損傷|Injuries involving multiple body regions
T08-T14|部位不明の体幹もしくは（四）肢の損傷又は部位不明の損傷|Injuries to unspecified part of trunk, limb or body region
T15-T19|自然開口部からの異物侵入の作用|Effects of foreign body entering through natural orifice
T20-T32|熱傷及び腐食|Burns and corrosions
T33-T35|凍傷|Frostbite
T36-T50|薬物、薬剤及び生物学的製剤による中毒|Poisoning by drugs, medicaments and biological substances
T51-T65|薬用を主としない物質の毒作用|Toxic effects of substances chiefly nonmedicinal as to source
T66-T78|外因のその他及び詳細不明の作用|Other and unspecified effects of external causes
T79-T79|外傷の早期合併症|Certain early complications of trauma
T80-T88|外科的及び内科的ケアの合併症、他に分類されないもの|Complications of surgical and medical care, not elsewhere classified
T90-T98|損傷、中毒及びその他の外因による影響の続発・後遺症|Sequelae of injuries, of poisoning and of other consequences of external causes
V01-V09|交通事故により受傷した歩行者|Pedestrian injured in transport accident
V10-V19|交通事故により受傷した自転車乗員|Pedal cyclist injured in transport accident
V20-V29|交通事故により受傷したオートバイ乗員|Motorcycle rider injured in transport accident
V30-V39|交通事故により受傷したオート三輪車乗員|Occupant of three-wheeled motor vehicle injured in transport accident
V40-V49|交通事故により受傷した乗用車乗員|Car occupant injured in transport accident
V50-V59|交通事故により受傷した軽トラック乗員又はバン乗員|Occupant of pick-up truck or van injured in transport accident
V60-V69|交通事故により受傷した大型輸送車両乗員|Occupant of heavy transport vehicle injured in transport accident
V70-V79|交通事故により受傷したバス乗員|Bus occupant injured in transport accident
V80-V89|その他の陸上交通事故|Other land transport accidents
V90-V94|水上交通事故|Water transport accidents
V95-V97|航空及び宇宙交通事故|Air and space transport accidents
V98-V99|その他及び詳細不明の交通事故|Other and unspecified transport accidents
W00-W19|転倒・転落|Falls
W20-W49|生物によらない機械的な力への曝露|Exposure to inanimate mechanical forces
W50-W64|生物による機械的な力への曝露|Exposure to animate mechanical forces
W65-W74|不慮の溺死及び溺水|Accidental drowning and submersion
W75-W84|その他の不慮の窒息|Other accidental threats to breathing
W85-W99|電流、放射線並びに極端な気温及び気圧への曝露|Exposure to electric current, radiation and extreme ambient air temperature and pressure
X00-X09|煙、火及び火炎への曝露|Exposure to smoke, fire and flames
X10-X19|熱及び高温物質との接触|Contact with heat and hot substances
X20-X29|有毒動植物との接触|Contact with venomous animals and plants
X30-X39|自然の力への曝露|Exposure to forces of nature
X40-X49|有害物質による不慮の中毒及び有害物質への曝露|Accidental poisoning by and exposure to noxious substances
X50-X57|無理ながんばり、旅行及び欠乏状態|Overexertion, travel and privation
X58-X59|その他及び詳細不明の要因への不慮の曝露|Accidental exposure to other and unspecified factors
X85-Y09|加害にもとづく傷害及び死亡|Assault
Y10-Y34|不慮か故意か決定されない事件|Event of undetermined intent
Y35-Y36|法的介入及び戦争行為|Legal intervention and operations of war
Y40-Y84|内科的及び外科的ケアの合併症|Complications of medical and surgical care
Y85-Y89|傷病及び死亡の外因の続発・後遺症|Sequelae of external causes of morbidity and mortality
Y90-Y98|他に分類される傷病及び死亡の原因に関係する補助的因子|Supplementary factors related to causes of morbidity and mortality classified elsewhere
Z00-Z13|検査及び診査のための保健サービスの利用者|Persons encountering health services for examination and investigation
Z20-Z29|伝染病に関連する健康障害をきたす恐れのある者|Persons with potential health hazards related to communicable diseases
Z30-Z39|生殖に関連する環境下での保健サービスの利用者|Persons encountering health services in circumstances related to reproduction
Z40-Z54|特定の処置及び保健ケアのための保健サービスの利用者|Persons encountering health services for specific procedures and health care
Z55-Z65|社会経済的環境及び社会心理的環境に関連する健康障害をきたす恐れのある者|Persons with potential health hazards related to socioeconomic and psychosocial circumstances
Z70-Z76|その他の環境下での保健サービスの利用者|Persons encountering health services in other circumstances
Z80-Z99|家族歴、既往歴及び健康状態に影響を及ぼす特定の状態に関連する健康障害をきたす恐れのある者|Persons with potential health hazards related to family and personal history and certain conditions influencing health status
U00-U49|原因不明の新たな疾患の暫定分類又はエマージェンシーコード|Provisional assignment of new diseases of uncertain aetiology or emergency use
U82-U85|抗菌薬及び抗腫瘍薬への耐性|Resistance to antimicrobial and antineoplastic drugs
`;

/** A name in both languages. */
export interface CodeName {
  readonly ja: string;
  readonly en: string;
}

const namesOf = (text: string): ReadonlyMap<string, CodeName> =>
  new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [code, ja, en] = line.split('|') as [string, string, string];
        return [code, { ja, en }];
      })
  );

/** Names of chapters by Roman numeral. */
export const CHAPTER_NAMES = namesOf(CHAPTERS);
/** Names of blocks by first and last category, such as `A00-A09`. */
export const BLOCK_NAMES = namesOf(BLOCKS);
