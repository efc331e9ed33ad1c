<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountsSection</name>
    <message>
        <source>Add an account</source>
        <translation>添加账户</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Email accounts</source>
        <translation>邮件账户</translation>
    </message>
    <message>
        <source>Make default</source>
        <translation>设为默认</translation>
    </message>
    <message>
        <source>No account yet. Calls, lists and handoffs work without one; emails can be saved as files.</source>
        <translation>还没有账户。没有账户也能打电话、用列表和移交；邮件可存为文件。</translation>
    </message>
    <message>
        <source>Only sends: replies are not seen here, so a plan does not stop by itself when somebody answers.</source>
        <translation>仅发送：这里看不到回复，对方回信后计划不会自动停止。</translation>
    </message>
    <message>
        <source>Passwords live in this computer&apos;s keyring, never in the data file or its backups.</source>
        <translation>密码只存在这台电脑的密钥环中，不会写入数据文件或备份。</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>Send from %1 by default</source>
        <translation>默认从 %1 发送</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>at most %1 a day</source>
        <translation>每日至多 %1 封</translation>
    </message>
    <message>
        <source>reads replies</source>
        <translation>读取回复</translation>
    </message>
</context>
<context>
    <name>ActivityCard</name>
    <message>
        <source>%1: reach %2, of it %3 calls; meetings booked %4</source>
        <translation>%1：触达 %2，其中电话 %3；约定会议 %4</translation>
    </message>
    <message>
        <source>Activity and results</source>
        <translation>活动与成果</translation>
    </message>
    <message>
        <source>Activity and results by week</source>
        <translation>每周活动与成果</translation>
    </message>
    <message>
        <source>Nothing was logged in the last weeks.</source>
        <translation>最近几周没有记录。</translation>
    </message>
    <message>
        <source>Target: %1 meetings a week</source>
        <translation>目标：每周 %1 场会议</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>pattern of a day without its year</comment>
        <translation>M/d</translation>
    </message>
    <message>
        <source>goal %1</source>
        <comment>short, at the axis of a chart</comment>
        <translation>目标 %1</translation>
    </message>
    <message>
        <source>reach above, meetings booked below</source>
        <translation>上为触达，下为约定会议</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>written</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>AePicker</name>
    <message>
        <source>Account executive</source>
        <translation>客户执行</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change this account executive</source>
        <translation>修改这位客户执行</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Email, may stay empty</source>
        <translation>邮箱，可不填</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Language of the packet</source>
        <translation>移交包语言</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>No address: the invitation cannot name them, and what they reply is not recognised.</source>
        <translation>没有邮箱：无法列入会议邀请，其回复也无法识别。</translation>
    </message>
    <message>
        <source>Packet in Chinese</source>
        <translation>中文移交包</translation>
    </message>
    <message>
        <source>Packet in English</source>
        <translation>英文移交包</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>When meetings with them can be</source>
        <translation>何时可以约会议</translation>
    </message>
    <message>
        <source>When they can meet: Tue and Thu after 14:00, or a link</source>
        <translation>何时可约：周二、周四 14:00 后，或一个链接</translation>
    </message>
</context>
<context>
    <name>Answering</name>
    <message>
        <source>%1 wrote, %2: %3</source>
        <translation>%1 于 %2 写道：%3</translation>
    </message>
    <message>
        <source>Answers (*.json *.zip);;All files (*)</source>
        <translation>答复文件 (*.json *.zip);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>已了解进展</translation>
    </message>
    <message>
        <source>Checked in, %1: %2</source>
        <translation>已了解进展，%1：%2</translation>
    </message>
    <message>
        <source>Contradicts what holds: %1</source>
        <translation>与现有答复矛盾：%1</translation>
    </message>
    <message>
        <source>Dealt with</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Noted.</source>
        <translation>已记录。</translation>
    </message>
    <message>
        <source>Read an answer</source>
        <translation>读取答复</translation>
    </message>
    <message>
        <source>Replace the earlier answer</source>
        <translation>替换原答复</translation>
    </message>
    <message>
        <source>Take this one</source>
        <translation>采用此答复</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>已撤回：%1</translation>
    </message>
    <message>
        <source>What did the account executive say?</source>
        <translation>客户执行怎么说？</translation>
    </message>
    <message>
        <source>nothing noted</source>
        <translation>未记录</translation>
    </message>
</context>
<context>
    <name>AnswersPanel</name>
    <message>
        <source>Answer of the account executive</source>
        <translation>客户执行的答复</translation>
    </message>
    <message>
        <source>Nudge by email</source>
        <translation>邮件提醒</translation>
    </message>
    <message>
        <source>Read an answer…</source>
        <translation>读取答复…</translation>
    </message>
    <message>
        <source>They answer by one line at the top of a reply, or in answer.json of the packet: drop it anywhere on this window.</source>
        <translation>对方可在回信首行写一句话答复，或填写移交包中的 answer.json：拖到本窗口任意处即可。</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>AskAbsence</name>
    <message>
        <source>1 dec, next mon, end of month</source>
        <translation>12月1日、下周一、月底</translation>
    </message>
    <message>
        <source>Away until</source>
        <translation>外出至</translation>
    </message>
    <message>
        <source>Leave it empty when the message does not say; the plan then waits five working days.</source>
        <translation>邮件没写日期就留空，计划会顺延五个工作日。</translation>
    </message>
    <message>
        <source>They are away</source>
        <translation>标为外出</translation>
    </message>
    <message>
        <source>Until when are they away?</source>
        <translation>对方外出到哪天？</translation>
    </message>
</context>
<context>
    <name>AskAnswer</name>
    <message>
        <source>$26,400 or ￥18万; may stay empty</source>
        <translation>$26,400 或 ￥18万，可不填</translation>
    </message>
    <message>
        <source>Amount of the deal</source>
        <translation>成交金额</translation>
    </message>
    <message>
        <source>Back on the list</source>
        <translation>重新联系日期</translation>
    </message>
    <message>
        <source>Type the reason: it is what you learn from.</source>
        <translation>请填写原因：这正是值得总结的地方。</translation>
    </message>
    <message>
        <source>Why, in the account executive&apos;s words</source>
        <translation>原因（客户执行的原话）</translation>
    </message>
    <message>
        <source>empty: the usual time; or: 1 mar, 3 weeks</source>
        <translation>不填按默认；或输入：3月1日、3周后</translation>
    </message>
    <message>
        <source>who signs above $20k?</source>
        <translation>2 万美元以上由谁签字？</translation>
    </message>
</context>
<context>
    <name>AskDrop</name>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Drop and spread</source>
        <translation>舍弃并分摊</translation>
    </message>
    <message>
        <source>Drop what is stale, spread the rest</source>
        <translation>舍弃过时的，其余分摊到后面几天</translation>
    </message>
    <message>
        <source>Drop what was due more than so many days ago, because</source>
        <translation>舍弃逾期超过以下天数的事项，原因</translation>
    </message>
    <message>
        <source>Older than</source>
        <translation>逾期超过</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
</context>
<context>
    <name>AskFile</name>
    <message>
        <source>%1 lines understood.</source>
        <translation>已识别 %1 条。</translation>
    </message>
    <message>
        <source>%1 not: line %2.</source>
        <translation>%1 条无法识别：第 %2 行。</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>加入名单</translation>
    </message>
    <message>
        <source>Put the lines of %1 on the list?</source>
        <translation>将 %1 中的条目加入名单？</translation>
    </message>
</context>
<context>
    <name>AskLine</name>
    <message>
        <source>Address, domain, number or person</source>
        <translation>邮箱、域名、电话或联系人</translation>
    </message>
    <message>
        <source>Not by</source>
        <translation>禁止渠道</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>加入名单</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Whatever is under way to them stops at once; one undo takes it back.</source>
        <translation>发给他们的一切会立即停止；可一次撤销。</translation>
    </message>
    <message>
        <source>Whom not to contact any more</source>
        <translation>不再联系谁</translation>
    </message>
    <message>
        <source>ann@acme.example, @acme.example, +1 415 555 0101 or a name</source>
        <translation>ann@acme.example、@acme.example、+1 415 555 0101 或姓名</translation>
    </message>
</context>
<context>
    <name>AskLines</name>
    <message>
        <source>%1 lines understood.</source>
        <translation>已识别 %1 条。</translation>
    </message>
    <message>
        <source>%1 not: line %2.</source>
        <translation>%1 条无法识别：第 %2 行。</translation>
    </message>
    <message>
        <source>After a comma: email, call or message, then a reason; both may be left out.</source>
        <translation>逗号后可写渠道（邮件、电话或消息）和原因，均可省略。</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Paste addresses, domains or numbers, one a line</source>
        <translation>粘贴邮箱、域名或电话，每行一条</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>加入名单</translation>
    </message>
    <message>
        <source>ann@acme.example
@acme.example, email, asked by their lawyer
+1 415 555 0101, call</source>
        <translation>ann@acme.example
@acme.example, 邮件, 对方律师要求
+1 415 555 0101, 电话</translation>
    </message>
</context>
<context>
    <name>AskName</name>
    <message>
        <source>Type a name.</source>
        <translation>请输入名称。</translation>
    </message>
</context>
<context>
    <name>AskNotReady</name>
    <message>
        <source>%1 are not ready, because</source>
        <translation>%1尚不成熟，原因是</translation>
    </message>
    <message>
        <source>%1 is not ready, because</source>
        <translation>%1 尚不成熟，因为</translation>
    </message>
    <message>
        <source>Back on the list</source>
        <translation>重新联系日期</translation>
    </message>
    <message>
        <source>Choose a reason.</source>
        <translation>请选择原因。</translation>
    </message>
    <message>
        <source>No programme</source>
        <translation>不加入计划</translation>
    </message>
    <message>
        <source>Nobody comes back: close the person</source>
        <translation>不再联系：关闭此人</translation>
    </message>
    <message>
        <source>Programme until then</source>
        <translation>在此之前的培育计划</translation>
    </message>
    <message>
        <source>Set back</source>
        <translation>稍后再联系</translation>
    </message>
    <message>
        <source>Then write the email that asks for an introduction to the decider</source>
        <translation>随后写一封请其引荐决策者的邮件</translation>
    </message>
    <message>
        <source>What they said</source>
        <translation>对方怎么说</translation>
    </message>
    <message numerus="yes">
        <source>empty: in %n days</source>
        <translation>
            <numerusform>不填：%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>in their words; you will see it when they come back</source>
        <translation>用对方的原话；再次联系时会显示</translation>
    </message>
</context>
<context>
    <name>AskReason</name>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Another reason, in your words</source>
        <translation>其他原因（自行填写）</translation>
    </message>
    <message>
        <source>Choose a reason or type one.</source>
        <translation>请选择一个原因，或自行填写。</translation>
    </message>
</context>
<context>
    <name>AskReferral</name>
    <message>
        <source>A name or an address is needed.</source>
        <translation>姓名和邮箱至少填一项。</translation>
    </message>
    <message>
        <source>A new person</source>
        <translation>新增联系人</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>邮箱地址</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Referred by %1; the opening and the next email will say so.</source>
        <translation>由 %1 介绍，电话开场白和下一封邮件会提到这一点。</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职位</translation>
    </message>
</context>
<context>
    <name>AskScope</name>
    <message>
        <source>%1, on any channel</source>
        <translation>%1，所有渠道</translation>
    </message>
    <message>
        <source>Everybody at %1</source>
        <translation>%1 的所有人</translation>
    </message>
    <message>
        <source>The address %1</source>
        <translation>邮箱地址 %1</translation>
    </message>
    <message>
        <source>Who must not be contacted any more?</source>
        <translation>以后不再联系谁？</translation>
    </message>
</context>
<context>
    <name>AskSignal</name>
    <message>
        <source>Strong</source>
        <translation>强</translation>
    </message>
</context>
<context>
    <name>AskTag</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Two levels: group/name, such as interest/pricing.</source>
        <translation>两级：分组/名称，例如 意向/价格。</translation>
    </message>
</context>
<context>
    <name>AskWhen</name>
    <message>
        <source>2h, next tue 3pm, 1 dec, end of month</source>
        <translation>2小时后、下周二下午3点、12月1日、月底</translation>
    </message>
    <message>
        <source>Type a time.</source>
        <translation>请填写时间。</translation>
    </message>
    <message>
        <source>Until when</source>
        <translation>推迟到</translation>
    </message>
</context>
<context>
    <name>AttachmentList</name>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>AutostartFollow</name>
    <message>
        <source>The start with the session could not be set: %1 (%2).</source>
        <translation>无法设置随桌面启动：%1（%2）。</translation>
    </message>
</context>
<context>
    <name>AwayBar</name>
    <message>
        <source>Away until %1: everything is paused.</source>
        <translation>休假至 %1：一切暂停。</translation>
    </message>
    <message>
        <source>Drop what is older than…</source>
        <translation>舍弃更早的…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message numerus="yes">
        <source>Spread %n overdue items</source>
        <translation>
            <numerusform>分摊 %n 项逾期事项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Welcome back. %n items became overdue while you were away.</source>
        <translation>
            <numerusform>欢迎回来。您不在期间有 %n 项逾期。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>%n emails in the outbox</source>
        <translation>
            <numerusform>%n 封邮件已放入发件箱</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out, for something has changed</source>
        <translation>
            <numerusform>%n 封情况有变，未放入</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Batch for tier T3</source>
        <translation>T3 批量发送</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Checking %1 of %2</source>
        <translation>正在检查 %1/%2</translation>
    </message>
    <message>
        <source>Emails of the batch</source>
        <translation>本批邮件</translation>
    </message>
    <message>
        <source>Every email is rendered and looked at. Only those that passed go; the others wait with their reason.</source>
        <translation>每封邮件都会先生成并检查。只有通过的会发出，其余注明原因并等待。</translation>
    </message>
    <message>
        <source>Nobody of tier T3 has an email due that their cadence sends in a batch. The Playbook says which steps may.</source>
        <translation>目前没有到期且节奏允许批量发送的 T3 邮件。哪些步骤可批量发送，在“打法手册”中设定。</translation>
    </message>
    <message>
        <source>None of them passed; each says why.</source>
        <translation>没有邮件通过检查，原因见各封邮件。</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>联系人</translation>
    </message>
    <message numerus="yes">
        <source>Put %n emails in the outbox</source>
        <translation>
            <numerusform>将 %n 封邮件放入发件箱</numerusform>
        </translation>
    </message>
    <message>
        <source>Send a batch</source>
        <translation>批量发送</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>The chosen email</source>
        <translation>所选邮件</translation>
    </message>
    <message>
        <source>They leave one after another, in their readers&apos; working hours. One undo takes them back until the first has left.</source>
        <translation>邮件会在收件人的工作时间内逐封发出。第一封发出前，撤销一次即可全部收回。</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>What speaks against it</source>
        <translation>检查结果</translation>
    </message>
</context>
<context>
    <name>BehindDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Enter opens the person on Today.</source>
        <translation>回车在“今天”打开此人。</translation>
    </message>
    <message>
        <source>Nothing in this time.</source>
        <translation>此时段内没有。</translation>
    </message>
    <message>
        <source>The newest %1 are shown.</source>
        <translation>显示最新的 %1 条。</translation>
    </message>
</context>
<context>
    <name>BenchmarkCard</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1, chance?</source>
        <translation>%1，或属偶然</translation>
    </message>
    <message numerus="yes">
        <source>%Ln conversations</source>
        <translation>
            <numerusform>%Ln 次对话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln dials</source>
        <translation>
            <numerusform>%Ln 次拨打</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails</source>
        <translation>
            <numerusform>%Ln 封邮件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln working days</source>
        <translation>
            <numerusform>%Ln 个工作日</numerusform>
        </translation>
    </message>
    <message>
        <source>A comparison needs at least %1.</source>
        <translation>至少有 %1 才能比较。</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>From</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Gap, ▲ is better</source>
        <translation>差距，▲ 为优</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Your number and the benchmark</source>
        <translation>您的数字与基准</translation>
    </message>
    <message>
        <source>Your true figure lies between %1 and %2 with 95% certainty.</source>
        <translation>您的真实数值有 95% 的把握在 %1 与 %2 之间。</translation>
    </message>
    <message>
        <source>not enough data</source>
        <translation>数据不足</translation>
    </message>
    <message>
        <source>published figures, not your team&apos;s</source>
        <translation>公开数据，并非您团队的</translation>
    </message>
    <message>
        <source>▲ %1 fewer</source>
        <translation>▲ 少 %1</translation>
    </message>
    <message>
        <source>▲ %1 more</source>
        <translation>▲ 多 %1</translation>
    </message>
    <message>
        <source>▲ %1 points above</source>
        <translation>▲ 高 %1 个百分点</translation>
    </message>
    <message>
        <source>▼ %1 points below</source>
        <translation>▼ 低 %1 个百分点</translation>
    </message>
    <message>
        <source>▼ %1 too few</source>
        <translation>▼ 少 %1</translation>
    </message>
    <message>
        <source>▼ %1 too many</source>
        <translation>▼ 多 %1</translation>
    </message>
    <message>
        <source>● within the range</source>
        <translation>● 在范围内</translation>
    </message>
</context>
<context>
    <name>BreakdownCard</name>
    <message>
        <source>%1, step %2: %3</source>
        <translation>%1，第 %2 步：%3</translation>
    </message>
    <message>
        <source>Figures by</source>
        <translation>按项查看</translation>
    </message>
    <message>
        <source>Meetings of reach</source>
        <translation>会议占触达</translation>
    </message>
    <message>
        <source>Nothing was logged in this period.</source>
        <translation>此时段没有记录。</translation>
    </message>
    <message>
        <source>an answer counts for the attempt that it answers; click a figure to see what it counts</source>
        <translation>回复计入它所答复的那次触达；点击数字可查看明细</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>BulkActions</name>
    <message numerus="yes">
        <source>%1 %n were not, for example: %2</source>
        <translation>
            <numerusform>%1有 %n 人未加入，例如：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 people are in %2.</source>
        <translation>已将 %1 人写入 %2。</translation>
    </message>
    <message numerus="yes">
        <source>%n people were put on the cadence.</source>
        <translation>
            <numerusform>已有 %n 人加入节奏。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people will not be contacted again. Undo takes them back one by one.</source>
        <translation>
            <numerusform>不再联系这 %n 人。可逐一撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export segment</source>
        <translation>导出名单</translation>
    </message>
    <message>
        <source>Table (*.csv);;JSON lines (*.jsonl)</source>
        <translation>表格 (*.csv);;JSON Lines (*.jsonl)</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Add to cadence</source>
        <translation>加入节奏</translation>
    </message>
    <message>
        <source>Buyer role…	B</source>
        <translation>采购角色…	B</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>勿联系</translation>
    </message>
    <message>
        <source>Export segment</source>
        <translation>导出名单</translation>
    </message>
    <message>
        <source>Export segment…</source>
        <translation>导出分组…</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Never contact them again</source>
        <translation>不再联系</translation>
    </message>
    <message>
        <source>Not ready…</source>
        <translation>尚不成熟…</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Research tier…	T</source>
        <translation>研究层级…	T</translation>
    </message>
    <message numerus="yes">
        <source>Select all %n</source>
        <translation>
            <numerusform>全选 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Send their email in a batch…</source>
        <translation>批量发送邮件…</translation>
    </message>
    <message>
        <source>Skip their step…</source>
        <translation>跳过当前步骤…</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>Snooze…	Z</source>
        <translation>推迟…	Z</translation>
    </message>
    <message numerus="yes">
        <source>Stop all plans of %n people and never contact them again?</source>
        <translation>
            <numerusform>停止这 %n 人的全部计划，并不再联系？</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop their plans…</source>
        <translation>停止计划…</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tag…	G</source>
        <translation>标签…	G</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
</context>
<context>
    <name>BulkMore</name>
    <message numerus="yes">
        <source>Buyer role of %n people</source>
        <translation>
            <numerusform>%n 人的采购角色</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leave out the due step of %n people, because</source>
        <translation>
            <numerusform>跳过 %n 人到期的步骤，原因</numerusform>
        </translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>Research tier of %n people</source>
        <translation>
            <numerusform>%n 人的研究层级</numerusform>
        </translation>
    </message>
    <message>
        <source>Skip the step</source>
        <translation>跳过此步骤</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>推迟</translation>
    </message>
    <message numerus="yes">
        <source>Snooze what is due of %n people until</source>
        <translation>
            <numerusform>将 %n 人的到期事项推迟到</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop the plans</source>
        <translation>停止计划</translation>
    </message>
    <message numerus="yes">
        <source>Stop the plans of %n people, because</source>
        <translation>
            <numerusform>停止 %n 人的计划，原因</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag of %n people</source>
        <translation>
            <numerusform>%n 人的标签</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CadenceEditor</name>
    <message numerus="yes">
        <source>+%n days</source>
        <translation>
            <numerusform>+%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Drag a step, or move it with Alt and the arrows.</source>
        <translation>可拖动步骤，或用 Alt 加方向键移动。</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Export to file…</source>
        <translation>导出到文件…</translation>
    </message>
    <message>
        <source>Mend what is in red first</source>
        <translation>请先改正红字所列问题</translation>
    </message>
    <message numerus="yes">
        <source>Move %n people to version %1…</source>
        <translation>
            <numerusform>将 %n 人移到第 %1 版…</numerusform>
        </translation>
    </message>
    <message>
        <source>Move people…</source>
        <translation>移动人员…</translation>
    </message>
    <message>
        <source>Name, Chinese</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>Name, English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Nothing is changed</source>
        <translation>没有改动</translation>
    </message>
    <message>
        <source>Offer it again</source>
        <translation>重新启用</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as version %1</source>
        <translation>存为第 %1 版</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>This cadence</source>
        <translation>此节奏</translation>
    </message>
    <message>
        <source>What it is for, Chinese</source>
        <translation>用途（中文）</translation>
    </message>
    <message>
        <source>What it is for, English</source>
        <translation>用途（英文）</translation>
    </message>
    <message>
        <source>first</source>
        <translation>第一步</translation>
    </message>
</context>
<context>
    <name>CadencePicker</name>
    <message numerus="yes">
        <source>%n of %1 cannot go on it, for example:</source>
        <translation>
            <numerusform>%1 人中有 %n 人不能加入，例如：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n people</source>
        <translation>
            <numerusform>加入 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Add to cadence</source>
        <translation>加入节奏</translation>
    </message>
    <message>
        <source>Cadences</source>
        <translation>节奏</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Find a cadence</source>
        <translation>查找节奏</translation>
    </message>
    <message>
        <source>Find by name or channel</source>
        <translation>按名称或渠道查找</translation>
    </message>
    <message>
        <source>Grey is due already, coloured comes on top; in brackets what is new.</source>
        <translation>灰色为已安排，彩色为新增；括号内是新增数量。</translation>
    </message>
    <message>
        <source>Put them on it all the same</source>
        <translation>仍然加入</translation>
    </message>
    <message>
        <source>Touches of the coming days</source>
        <translation>未来几天的触达</translation>
    </message>
</context>
<context>
    <name>CadenceWords</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n touches</source>
        <translation>
            <numerusform>%n 次触达</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CadencesPart</name>
    <message>
        <source>%1 (copy)</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>%1 cannot be used yet; what is wrong stands above the steps.</source>
        <translation>%1 暂时不能使用，问题已列在步骤上方。</translation>
    </message>
    <message>
        <source>%1 is kept as version %2.</source>
        <translation>%1 已存为第 %2 版。</translation>
    </message>
    <message>
        <source>%1 is offered again.</source>
        <translation>%1 已重新启用。</translation>
    </message>
    <message>
        <source>%1 is retired.</source>
        <translation>%1 已停用，不再供选择。</translation>
    </message>
    <message>
        <source>%1 was added.</source>
        <translation>已添加 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n people finish on theirs.</source>
        <translation>
            <numerusform>%n 人按原版本走完。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were moved.</source>
        <translation>
            <numerusform>已移动 %n 人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people who are on it go on.</source>
        <translation>
            <numerusform>已在其中的 %n 人照常进行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a cadence from a file</source>
        <translation>从文件添加节奏</translation>
    </message>
    <message>
        <source>Add from file…</source>
        <translation>从文件添加…</translation>
    </message>
    <message>
        <source>Cadence (*.toml)</source>
        <translation>节奏文件 (*.toml)</translation>
    </message>
    <message>
        <source>Cadences</source>
        <translation>节奏</translation>
    </message>
    <message>
        <source>Export the cadence</source>
        <translation>导出节奏</translation>
    </message>
    <message>
        <source>Find a cadence</source>
        <translation>查找节奏</translation>
    </message>
    <message>
        <source>Find by name or channel</source>
        <translation>按名称或渠道查找</translation>
    </message>
    <message numerus="yes">
        <source>For %n people on version %1:</source>
        <translation>
            <numerusform>第 %1 版上的 %n 人：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n people</source>
        <translation>
            <numerusform>移动 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n people to version %1 of %2?</source>
        <translation>
            <numerusform>把 %n 人移到 %2 的第 %1 版？</numerusform>
        </translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>New cadence</source>
        <translation>新节奏</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Nothing changes for them but names.</source>
        <translation>除名称外，对他们没有变化。</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>已写入 %1。</translation>
    </message>
</context>
<context>
    <name>CallTab</name>
    <message>
        <source>If there is time: %1</source>
        <translation>有时间可再问：%1</translation>
    </message>
    <message>
        <source>If they say</source>
        <translation>如果对方说</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>开场</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>谈了什么</translation>
    </message>
    <message>
        <source>by the plan, or: 3d, tue 14:00</source>
        <translation>按计划，或：3d、周二 14:00</translation>
    </message>
    <message>
        <source>one key logs, plans the next step, opens the next person; Alt while typing</source>
        <translation>按一个键：记录、排好下一步、打开下一位；输入时加 Alt</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>开场话术</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>留言话术</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>%1 as a table</source>
        <translation>%1（表格）</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
</context>
<context>
    <name>CatchUp</name>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message numerus="yes">
        <source>%n touches are overdue since you were away (until %1).</source>
        <translation>
            <numerusform>外出期间（至 %1）积压了 %n 次触达。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n touches are overdue.</source>
        <translation>
            <numerusform>有 %n 次触达已逾期。</numerusform>
        </translation>
    </message>
    <message>
        <source>Days overdue</source>
        <translation>逾期天数</translation>
    </message>
    <message>
        <source>Leave out steps that are overdue by more than</source>
        <translation>略过逾期超过以下天数的步骤</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>没有逾期的触达。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Spread them over the coming days</source>
        <translation>分摊到未来几天</translation>
    </message>
    <message>
        <source>the reason, for the history</source>
        <translation>原因，将写入历史</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied. Paste it into a spreadsheet or an email.</source>
        <translation>已复制，可粘贴到表格或邮件中。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Enter shows what a figure counts.</source>
        <translation>按回车查看数字背后的明细。</translation>
    </message>
    <message>
        <source>There is nothing in it yet.</source>
        <translation>还没有数据。</translation>
    </message>
</context>
<context>
    <name>CheckLine</name>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>2 · Problems</source>
        <translation>2 · 问题</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>How the first rows will look</source>
        <translation>前几行导入后的样子</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>当地</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职位</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Checklist</source>
        <translation>核对清单</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺少</translation>
    </message>
</context>
<context>
    <name>ChecklistCard</name>
    <message>
        <source>A line of your own</source>
        <translation>自设项</translation>
    </message>
    <message>
        <source>A line of your own to tick, such as: recording linked</source>
        <translation>自设一项供勾选，例如：已附通话录音</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Always required: %1.</source>
        <translation>始终必需：%1。</translation>
    </message>
    <message>
        <source>Checklist of a handoff</source>
        <translation>移交清单</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>不要求</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必需</translation>
    </message>
    <message>
        <source>The checklist is changed.</source>
        <translation>清单已更改。</translation>
    </message>
</context>
<context>
    <name>ColumnRow</name>
    <message>
        <source>What column %1 becomes</source>
        <translation>“%1”列对应的字段</translation>
    </message>
</context>
<context>
    <name>ColumnsCard</name>
    <message>
        <source>%1 of %2 mapped</source>
        <translation>%2 列中 %1 列已对应</translation>
    </message>
    <message>
        <source>1 · Columns</source>
        <translation>1 · 列</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>对应字段</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Do not import</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Encoding of the file</source>
        <translation>文件编码</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>已填</translation>
    </message>
    <message>
        <source>First value</source>
        <translation>第一个值</translation>
    </message>
    <message>
        <source>In your file</source>
        <translation>文件中的列</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Sign between the cells</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
</context>
<context>
    <name>CompanyPage</name>
    <message>
        <source>%1 of 6 strong</source>
        <translation>六项中 %1 项为强</translation>
    </message>
    <message numerus="yes">
        <source>%n touches</source>
        <translation>
            <numerusform>%n 次触达</numerusform>
        </translation>
    </message>
    <message>
        <source>1 to 6 give the chosen person a role, 0 takes it; Enter opens them</source>
        <translation>按 1 至 6 为所选的人指定角色，0 取消；回车打开此人</translation>
    </message>
    <message>
        <source>All touches</source>
        <translation>全部触达</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Buying committee</source>
        <translation>采购团队</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新建联系人</translation>
    </message>
    <message>
        <source>Role not known</source>
        <translation>角色未知</translation>
    </message>
    <message>
        <source>Stop the plan</source>
        <translation>停止计划</translation>
    </message>
    <message>
        <source>Stop the plan of %1, because</source>
        <translation>停止 %1 的计划，原因是</translation>
    </message>
    <message>
        <source>The chosen person</source>
        <translation>所选的人</translation>
    </message>
    <message>
        <source>The plan goes on.</source>
        <translation>计划继续。</translation>
    </message>
    <message>
        <source>The plan is stopped.</source>
        <translation>计划已停止。</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>held: decide</source>
        <translation>已暂挂，待决定</translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>下一步 %1</translation>
    </message>
    <message>
        <source>role not known</source>
        <translation>角色未知</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>After its last step, or at the time limit; then the next track begins.</source>
        <translation>走完最后一步或到期时结束，然后接续下一个节奏。</translation>
    </message>
    <message>
        <source>After these outcomes</source>
        <translation>出现这些结果后</translation>
    </message>
    <message>
        <source>All of these must hold; nothing chosen means anybody.</source>
        <translation>须同时满足以下条件；不选则不限。</translation>
    </message>
    <message>
        <source>At these stages</source>
        <translation>进入这些阶段时</translation>
    </message>
    <message>
        <source>Besides a reply, a meeting, do not contact, a bounce and a referral, which always end it.</source>
        <translation>除此之外，回复、约定会议、勿联系、退信和转介总会结束节奏。</translation>
    </message>
    <message>
        <source>It begins after</source>
        <translation>间隔多久开始</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Track after it</source>
        <translation>后续节奏</translation>
    </message>
    <message>
        <source>When it ends by itself</source>
        <translation>何时自动结束</translation>
    </message>
    <message>
        <source>When they leave it</source>
        <translation>何时离开</translation>
    </message>
    <message>
        <source>Who may go on it</source>
        <translation>谁可以加入</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限期</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>such as: US, DE</source>
        <translation>例如：US, DE</translation>
    </message>
    <message>
        <source>such as: source/webinar</source>
        <translation>例如：source/webinar</translation>
    </message>
</context>
<context>
    <name>CriteriaCard</name>
    <message>
        <source>Finance, Controller</source>
        <translation>财务, 主计</translation>
    </message>
    <message>
        <source>Logistics, Retail</source>
        <translation>物流, 零售</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>two letters: US, DE</source>
        <translation>两个字母：CN、US</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>A backup takes the place of everything here, so it is put back with this window closed. Close it, open a terminal, and run the line below with the backup you want from the folder “backups”. What is here now is kept beside it as “before-restore”, and email that has left since is not sent again.</source>
        <translation>备份会取代这里的全部内容，因此须在窗口关闭时恢复。请关闭窗口，打开终端，用“backups”文件夹中所选的备份运行下面一行。现有内容会保留在旁边的“before-restore”中，此后已发出的邮件不会再次发送。</translation>
    </message>
    <message>
        <source>All of it is on this computer, in one folder. A backup is written each day and kept there.</source>
        <translation>全部数据都在这台电脑的一个文件夹中。每天写一份备份，也保存在那里。</translation>
    </message>
    <message>
        <source>All sound: the file, the links between rows, and every rule that must hold.</source>
        <translation>全部完好：文件、数据间的关联以及所有必须成立的规则。</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Check the data</source>
        <translation>检查数据</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>复制这一行</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据与备份</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>上次备份</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>日志文件</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>还没有。</translation>
    </message>
    <message>
        <source>Not checked since the window was opened.</source>
        <translation>打开窗口后尚未检查。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the backups</source>
        <translation>打开备份</translation>
    </message>
    <message>
        <source>Open the log file</source>
        <translation>打开日志文件</translation>
    </message>
    <message>
        <source>Open the profile folder</source>
        <translation>打开配置文件夹</translation>
    </message>
    <message>
        <source>Profile folder</source>
        <translation>配置文件夹</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Something is not as it must be (%1). Nothing was changed. Restore a backup, or send the log to who looks after the program.</source>
        <translation>有内容不符合要求（%1）。没有改动任何内容。请恢复备份，或将日志发给程序维护者。</translation>
    </message>
    <message>
        <source>Soundness</source>
        <translation>完好性</translation>
    </message>
    <message>
        <source>The check could not be finished.</source>
        <translation>检查未能完成。</translation>
    </message>
    <message>
        <source>Writing a copy and checking it…</source>
        <translation>正在写入并检查副本…</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>DayForm</name>
    <message numerus="yes">
        <source>%n promised times stay as they are: look after them yourself.</source>
        <translation>
            <numerusform>有 %n 个已约定的时间保持不变，请自行安排。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n touches are due on these days; they move to the working days after, under your caps.</source>
        <translation>
            <numerusform>这些天有 %n 次触达到期，会在每日上限内顺延到之后的工作日。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>第一天</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Steps may fall on these days, whatever weekday or holiday they are.</source>
        <translation>无论是周末还是假日，这些天都可以安排步骤。</translation>
    </message>
    <message>
        <source>What these days are</source>
        <translation>这些天是</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>DiagnosticCard</name>
    <message>
        <source>Is the work set up well?</source>
        <translation>工作方式是否到位？</translation>
    </message>
    <message>
        <source>from the last 90 days, where the log knows</source>
        <translation>依据最近 90 天的记录</translation>
    </message>
</context>
<context>
    <name>DoNotContactSection</name>
    <message numerus="yes">
        <source>%n on the list</source>
        <translation>
            <numerusform>共 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were there before</source>
        <translation>
            <numerusform>%n 条原已在名单</numerusform>
        </translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Choose lines first</source>
        <translation>请先选中条目</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>勿联系</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>Import a list…</source>
        <translation>导入名单…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Lists (*.csv *.tsv *.txt *.jsonl)</source>
        <translation>名单 (*.csv *.tsv *.txt *.jsonl)</translation>
    </message>
    <message>
        <source>Looked at when a list comes in, when a plan begins, when an email is written and again in the moment it leaves, and before a call.</source>
        <translation>导入名单、加入计划、写邮件、邮件发出前一刻以及拨打电话前都会核对。</translation>
    </message>
    <message>
        <source>Nobody is on the list.</source>
        <translation>名单是空的。</translation>
    </message>
    <message>
        <source>Not by</source>
        <translation>禁止渠道</translation>
    </message>
    <message>
        <source>Nothing on the list matches.</source>
        <translation>名单中没有匹配的条目。</translation>
    </message>
    <message>
        <source>Paste many…</source>
        <translation>批量粘贴…</translation>
    </message>
    <message numerus="yes">
        <source>Put on the list: %n</source>
        <translation>
            <numerusform>已加入名单：%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>搜索名单</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>加入日期</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message numerus="yes">
        <source>Take %n off the list, because</source>
        <translation>
            <numerusform>将 %n 条移出名单，因为</numerusform>
        </translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>移出名单</translation>
    </message>
    <message>
        <source>Take off the list…</source>
        <translation>移出名单…</translation>
    </message>
    <message numerus="yes">
        <source>Taken off the list: %n; people who were closed stay closed</source>
        <translation>
            <numerusform>已移出名单：%n 条；已关闭的人仍保持关闭</numerusform>
        </translation>
    </message>
    <message>
        <source>Who or what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>somebody who was erased</source>
        <translation>已删除的联系人</translation>
    </message>
    <message numerus="yes">
        <source>stopped for %n people</source>
        <translation>
            <numerusform>已停止联系 %n 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditCompany</name>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Facts of %1</source>
        <translation>%1 的资料</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Number of people</source>
        <translation>公司人数</translation>
    </message>
    <message>
        <source>State or region</source>
        <translation>省州</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>网站</translation>
    </message>
</context>
<context>
    <name>EditProspectDialog</name>
    <message>
        <source>%1 was added.</source>
        <translation>已添加 %1。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Changes saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Edit person</source>
        <translation>编辑资料</translation>
    </message>
    <message>
        <source>Existing</source>
        <translation>老客户</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新增人员</translation>
    </message>
    <message>
        <source>Referred by</source>
        <translation>引荐人</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>The time zone is guessed from place and number. Type it to put it right.</source>
        <translation>时区根据地点和号码推测。如有误请直接填写。</translation>
    </message>
    <message>
        <source>The time zone is guessed from the city, %1. Type it to put it right.</source>
        <translation>时区根据城市 %1 推测。如有误请直接填写。</translation>
    </message>
    <message>
        <source>The time zone is guessed from the country, %1. Type it to put it right.</source>
        <translation>时区根据国家 %1 推测。如有误请直接填写。</translation>
    </message>
    <message>
        <source>The time zone is guessed from the number, %1. Type it to put it right.</source>
        <translation>时区根据号码 %1 推测。如有误请直接填写。</translation>
    </message>
    <message>
        <source>The time zone is guessed from the state. Type it to put it right.</source>
        <translation>时区根据州/省推测。如有误请直接填写。</translation>
    </message>
    <message>
        <source>The time zone is guessed: most offices of the country are there. Type it to put it right.</source>
        <translation>时区为推测：该国大多数公司在此时区。如有误请直接填写。</translation>
    </message>
    <message>
        <source>Where they sit is not known; your own time zone is assumed.</source>
        <translation>对方所在地未知，暂按您的时区处理。</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not known: your own is assumed</source>
        <translation>未知：按您的时区</translation>
    </message>
    <message>
        <source>their time</source>
        <translation>对方时间</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>two letters, such as US or CN</source>
        <translation>两个字母，如 US 或 CN</translation>
    </message>
</context>
<context>
    <name>EmailPreview</name>
    <message>
        <source>Files:</source>
        <translation>附件：</translation>
    </message>
    <message>
        <source>From:</source>
        <translation>发件人：</translation>
    </message>
    <message>
        <source>Subject:</source>
        <translation>主题：</translation>
    </message>
    <message>
        <source>The email as it will look at the other end</source>
        <translation>对方看到的邮件</translation>
    </message>
    <message>
        <source>To:</source>
        <translation>收件人：</translation>
    </message>
</context>
<context>
    <name>EmailSide</name>
    <message>
        <source>Attach a file</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续写</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>短语</translation>
    </message>
</context>
<context>
    <name>EmailTab</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send then</source>
        <translation>定时发送</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Text of the email</source>
        <translation>邮件正文</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
</context>
<context>
    <name>EmailWays</name>
    <message>
        <source>Begin anew from the template</source>
        <translation>按模板重新开始</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Next person with an email</source>
        <translation>下一位要发邮件的人</translation>
    </message>
    <message>
        <source>Next variant</source>
        <translation>下一版本</translation>
    </message>
    <message>
        <source>Open in my mail program</source>
        <translation>在邮件程序中打开</translation>
    </message>
    <message>
        <source>Save as .eml</source>
        <translation>存为 .eml</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>稍后发送</translation>
    </message>
    <message>
        <source>With a simple HTML part</source>
        <translation>附带简单的 HTML 版本</translation>
    </message>
</context>
<context>
    <name>EmailWork</name>
    <message>
        <source>Attach files</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Email (*.eml)</source>
        <translation>邮件 (*.eml)</translation>
    </message>
    <message>
        <source>Save as .eml</source>
        <translation>存为 .eml</translation>
    </message>
</context>
<context>
    <name>EvidenceRow</name>
    <message numerus="yes">
        <source>%n earlier</source>
        <translation>
            <numerusform>此前 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>No evidence yet. Type what you heard.</source>
        <translation>还没有依据。写下您听到的内容。</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>What was noted before</source>
        <translation>此前记录</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>出处</translation>
    </message>
</context>
<context>
    <name>FileStep</name>
    <message>
        <source>CSV, TSV or JSON lines, up to 50 MB. Nothing is stored before you have seen what will happen.</source>
        <translation>CSV、TSV 或 JSON Lines，最大 50 MB。先看结果，确认后才保存。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Drop a list here</source>
        <translation>将名单拖到这里</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
</context>
<context>
    <name>FirstRunDialog</name>
    <message>
        <source>Choose your time zone from the list; type a city to find it.</source>
        <translation>请从列表中选择时区；可输入城市查找。</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Country, for public holidays</source>
        <translation>国家（用于公共假日）</translation>
    </message>
    <message>
        <source>Customers like the ones you call</source>
        <translation>与您所联系者类似的客户</translation>
    </message>
    <message>
        <source>First day in this job</source>
        <translation>入职日期</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>No such country. Choose one from the list, or leave it empty.</source>
        <translation>没有这个国家。请从列表中选择，或留空。</translation>
    </message>
    <message>
        <source>Optional. Templates use these words; what is missing is asked for before an email goes out.</source>
        <translation>可不填。模板会用到这些文字；缺少的会在发邮件前询问。</translation>
    </message>
    <message>
        <source>Set up your desk</source>
        <translation>设置工作台</translation>
    </message>
    <message>
        <source>Show me with sample data</source>
        <translation>用示例数据看看</translation>
    </message>
    <message>
        <source>Some answers need a look before you can start.</source>
        <translation>有几处需要修改才能开始。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>The day must end after it starts.</source>
        <translation>下班时间须晚于上班时间。</translation>
    </message>
    <message>
        <source>This is no email address. It looks like name@company.com; leave it empty if you want.</source>
        <translation>这不是邮箱地址。格式如 name@company.com；也可留空。</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>Type your name: it stands under every email you send.</source>
        <translation>请填写姓名：它会写在您发出的每封邮件末尾。</translation>
    </message>
    <message>
        <source>Value proposition, in one line</source>
        <translation>一句话的价值主张</translation>
    </message>
    <message>
        <source>Welcome to SDR Desk</source>
        <translation>欢迎使用 SDR Desk</translation>
    </message>
    <message>
        <source>What you sell</source>
        <translation>您销售什么</translation>
    </message>
    <message>
        <source>Work ends at</source>
        <translation>下班时间</translation>
    </message>
    <message>
        <source>Work starts at</source>
        <translation>上班时间</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>You answer interest: inbound, measured in qualified leads a month.</source>
        <translation>回应主动咨询：入站，以每月合格线索数衡量。</translation>
    </message>
    <message>
        <source>You open doors: outbound, measured in qualified meetings a month.</source>
        <translation>主动开拓：出站，以每月合格会议数衡量。</translation>
    </message>
    <message>
        <source>Your email address</source>
        <translation>您的邮箱</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>such as: finance teams close the month three days earlier</source>
        <translation>例如：让财务团队提前三天完成月结</translation>
    </message>
    <message>
        <source>such as: invoice approval</source>
        <translation>例如：发票审批</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>two or three names, separated by ;</source>
        <translation>两三个名称，用 ; 隔开</translation>
    </message>
</context>
<context>
    <name>FlagRow</name>
    <message>
        <source>Clear</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>有</translation>
    </message>
</context>
<context>
    <name>FlagsCard</name>
    <message>
        <source>&quot;%1&quot; is a red flag now.</source>
        <translation>“%1”现为红旗。</translation>
    </message>
    <message>
        <source>A red flag of your own</source>
        <translation>自定义红旗</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Each one blocks the handoff until it is resolved with a reason.</source>
        <translation>任何一项都会阻止移交，直到说明理由并解除。</translation>
    </message>
    <message>
        <source>One of your own, such as: tender is already out</source>
        <translation>自定义一项，例如：招标已经发出</translation>
    </message>
    <message>
        <source>Red flags</source>
        <translation>红旗</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>The red flag is asked no more.</source>
        <translation>该红旗不再询问。</translation>
    </message>
</context>
<context>
    <name>FocusPage</name>
    <message>
        <source>End the hour</source>
        <translation>结束这一小时</translation>
    </message>
    <message>
        <source>Nobody else can be called now</source>
        <translation>现在没有可拨打的人了</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>What is left for later today stands on Today.</source>
        <translation>今天稍后的事项在“今天”页。</translation>
    </message>
    <message>
        <source>skipped in this hour</source>
        <translation>本小时已跳过</translation>
    </message>
</context>
<context>
    <name>FocusTop</name>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Power hour</source>
        <translation>专注一小时</translation>
    </message>
    <message>
        <source>left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>time is up after this call</source>
        <translation>打完这通就到时间了</translation>
    </message>
</context>
<context>
    <name>ForecastChart</name>
    <message>
        <source>%1, cap %2</source>
        <translation>%1，上限 %2</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>邮件</translation>
    </message>
</context>
<context>
    <name>FunnelCard</name>
    <message>
        <source>%1 calls, %2 written</source>
        <translation>电话 %1，文字 %2</translation>
    </message>
    <message>
        <source>%1 of the step before (%2 of %3). The true share lies between %4 and %5 with 95% certainty (Wilson).</source>
        <translation>占上一步的 %1（%3 中的 %2）。真实比例有 95% 的把握在 %4 与 %5 之间（Wilson）。</translation>
    </message>
    <message>
        <source>%1: %2, from %3.</source>
        <translation>%1：%2，来自 %3。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>漏斗</translation>
    </message>
    <message>
        <source>More than the step before, because some belong to work of an earlier time; so there is no share.</source>
        <translation>多于上一步，因为部分来自更早的工作，所以不算比例。</translation>
    </message>
    <message>
        <source>Nothing was logged in this period. Log a touch on Today, or choose a longer period.</source>
        <translation>这段时间没有记录。请在“今天”记录触达，或选择更长的时段。</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>no share</source>
        <translation>无比例</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>share of the step before; bars are square roots</source>
        <translation>占上一步的比例；条长按平方根</translation>
    </message>
    <message>
        <source>written</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>GoalsRow</name>
    <message numerus="yes">
        <source>%n kept</source>
        <translation>
            <numerusform>已保存 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Goal removed: %1</source>
        <translation>已删除目标：%1</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Goals that are kept</source>
        <translation>已保存的目标</translation>
    </message>
    <message>
        <source>Keep these numbers</source>
        <translation>保存这些数字</translation>
    </message>
    <message>
        <source>Mend the number marked red first.</source>
        <translation>请先改正标红的数字。</translation>
    </message>
    <message>
        <source>Name of the goal</source>
        <translation>目标名称</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>none kept yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>such as: this year</source>
        <translation>例如：今年</translation>
    </message>
</context>
<context>
    <name>HandoffForm</name>
    <message>
        <source>%1 of %2 required</source>
        <translation>必需项 %1/%2</translation>
    </message>
    <message>
        <source>, %1 of %2 optional</source>
        <translation>，可选项 %1/%2</translation>
    </message>
    <message>
        <source>A line each: a price, a demo, a day</source>
        <translation>每行一项：价格、演示、日期</translation>
    </message>
    <message>
        <source>A line each; weak and old letters are added</source>
        <translation>每行一项；偏弱和过时的字母会自动补上</translation>
    </message>
    <message>
        <source>A room, a number, a link</source>
        <translation>会议室、号码或链接</translation>
    </message>
    <message>
        <source>Account executive</source>
        <translation>客户执行</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>核对清单</translation>
    </message>
    <message>
        <source>Choose the folder for the packet</source>
        <translation>选择移交包文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Folder for the packet</source>
        <translation>移交包文件夹</translation>
    </message>
    <message>
        <source>Hand off</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>Minutes of the meeting</source>
        <translation>会议时长（分钟）</translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>Note to %1</source>
        <translation>给 %1 的备注</translation>
    </message>
    <message>
        <source>Note to the account executive</source>
        <translation>给客户执行的备注</translation>
    </message>
    <message>
        <source>Place or link of the meeting</source>
        <translation>会议地点或链接</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可移交</translation>
    </message>
    <message>
        <source>Risks</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>保存 PDF</translation>
    </message>
    <message>
        <source>Show on Today</source>
        <translation>在“今天”查看</translation>
    </message>
    <message>
        <source>Still missing: %1</source>
        <translation>还缺：%1</translation>
    </message>
    <message>
        <source>The packet needs a meeting and an account executive first.</source>
        <translation>移交包需要先有会议和客户执行。</translation>
    </message>
    <message>
        <source>What helps in the first meeting</source>
        <translation>对首次会议有帮助的信息</translation>
    </message>
    <message>
        <source>What was promised</source>
        <translation>已作的承诺</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写入…</translation>
    </message>
    <message numerus="yes">
        <source>answer due in %n h</source>
        <translation>
            <numerusform>%n 小时内答复</numerusform>
        </translation>
    </message>
    <message>
        <source>min</source>
        <translation>分钟</translation>
    </message>
</context>
<context>
    <name>HandoffsLayout</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Go to Today</source>
        <translation>前往“今天”</translation>
    </message>
    <message>
        <source>Handoffs</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>How they answer</source>
        <translation>答复情况</translation>
    </message>
    <message>
        <source>Nobody is ready yet</source>
        <translation>还没有人可移交</translation>
    </message>
    <message>
        <source>People come here when a meeting is agreed or three letters of MANTCP are strong.</source>
        <translation>约好会议，或 MANTCP 有三项为强的人会出现在这里。</translation>
    </message>
</context>
<context>
    <name>HandoffsPage</name>
    <message>
        <source>%1 of 6 strong</source>
        <translation>六项中 %1 项为强</translation>
    </message>
    <message>
        <source>%1 settled, %2 not asked</source>
        <translation>%1 项已解除，%2 项未问</translation>
    </message>
    <message>
        <source>%1, no answer noted</source>
        <translation>%1，尚无答复</translation>
    </message>
    <message>
        <source>%1: %2 of %3 answered accepted</source>
        <translation>%1：已答复 %3 个，接受 %2 个</translation>
    </message>
    <message numerus="yes">
        <source>%n handed off in the last 90 days</source>
        <translation>
            <numerusform>近 90 天移交 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>, %1 won</source>
        <translation>，赢单 %1</translation>
    </message>
    <message numerus="yes">
        <source>, %n accepted</source>
        <translation>
            <numerusform>，%n 个已接受</numerusform>
        </translation>
    </message>
    <message>
        <source>A folder for the packet</source>
        <translation>移交包文件夹</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Answer due</source>
        <translation>答复期限</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>请先选择文件夹。</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Folder for the packet</source>
        <translation>移交包文件夹</translation>
    </message>
    <message>
        <source>Handed off</source>
        <translation>移交时间</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Meeting agreed</source>
        <translation>已约会议</translation>
    </message>
    <message>
        <source>Meeting past</source>
        <translation>会议已过</translation>
    </message>
    <message>
        <source>No meeting yet</source>
        <translation>尚未约会议</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>With the AE</source>
        <translation>客户执行处理中</translation>
    </message>
    <message>
        <source>Won or lost</source>
        <translation>赢单或丢单</translation>
    </message>
    <message>
        <source>Yours to do</source>
        <translation>待您处理</translation>
    </message>
    <message>
        <source>answer due %1</source>
        <translation>%1 前答复</translation>
    </message>
    <message>
        <source>answered after %1 h (median)</source>
        <translation>答复用时中位数 %1 小时</translation>
    </message>
    <message>
        <source>check in %1</source>
        <translation>%1 了解进展</translation>
    </message>
    <message>
        <source>no answer, was due %1</source>
        <translation>未答复，期限 %1</translation>
    </message>
    <message>
        <source>they wrote: read it</source>
        <translation>对方来信，请查看</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>with %1</source>
        <translation>交给 %1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>A job</source>
        <translation>后台任务</translation>
    </message>
    <message>
        <source>An email that has left, a file that was written, a mail account, and what a job did by itself.</source>
        <translation>已发出的邮件、已写出的文件、邮件账户，以及后台任务自动完成的事。</translation>
    </message>
    <message>
        <source>Cannot be undone</source>
        <translation>无法撤销</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Every change to your book is noted here.</source>
        <translation>每一次改动都会记在这里。</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Nothing was done yet</source>
        <translation>还没有操作</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>已重做：%1</translation>
    </message>
    <message>
        <source>Rows changed</source>
        <translation>改动行数</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>显示更早的</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>没有可重做的操作</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>没有可撤销的操作</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo goes back %1 days, and always over your last %2 steps, also after a restart.</source>
        <translation>可撤销 %1 天内的操作，且至少保留最近 %2 步，重启后也有效。</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What cannot be undone</source>
        <translation>无法撤销的操作</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>所有渠道</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Find in the notes</source>
        <translation>在备注中查找</translation>
    </message>
    <message>
        <source>Kind of touches</source>
        <translation>触达类型</translation>
    </message>
    <message>
        <source>No touch fits this filter.</source>
        <translation>没有符合筛选条件的触达。</translation>
    </message>
    <message>
        <source>No touch yet.</source>
        <translation>还没有触达。</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Now a new customer.</source>
        <translation>现标为新客户。</translation>
    </message>
    <message>
        <source>Now an existing customer.</source>
        <translation>现标为老客户。</translation>
    </message>
    <message>
        <source>Talks</source>
        <translation>交谈</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>template: %1</source>
        <translation>模板：%1</translation>
    </message>
</context>
<context>
    <name>HistoryTable</name>
    <message>
        <source>Steps, newest first</source>
        <translation>操作，最新在前</translation>
    </message>
</context>
<context>
    <name>HolidaysCard</name>
    <message>
        <source>%1: worked</source>
        <translation>%1：调休上班</translation>
    </message>
    <message>
        <source>Choose a country.</source>
        <translation>请选择国家。</translation>
    </message>
    <message>
        <source>Holidays of</source>
        <translation>节假日所属国家</translation>
    </message>
    <message>
        <source>Public holidays %1 of</source>
        <translation>%1 年公共假日：</translation>
    </message>
    <message>
        <source>The holidays of that country are not known; only weekends are free.</source>
        <translation>不清楚该国的公共假日，仅按周末休息计算。</translation>
    </message>
    <message>
        <source>Touches skip the holidays of your country and those of the person&apos;s own.</source>
        <translation>触达会避开您所在国家和对方所在国家的假日。</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <translation>M月d日 ddd</translation>
    </message>
</context>
<context>
    <name>HourEntry</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Power hour</source>
        <translation>专注一小时</translation>
    </message>
</context>
<context>
    <name>HourSummary</name>
    <message>
        <source>Back to Today</source>
        <translation>回到“今天”</translation>
    </message>
</context>
<context>
    <name>HoursCard</name>
    <message>
        <source>%1 %2: %3 of %4 calls answered</source>
        <translation>%1 %2：%4 通电话中 %3 通接听</translation>
    </message>
    <message>
        <source>Best hours to call</source>
        <translation>最佳致电时段</translation>
    </message>
    <message>
        <source>No call in this time.</source>
        <translation>此时段内没有通话。</translation>
    </message>
    <message>
        <source>answered of called, in their own time; grey: fewer than 5 calls</source>
        <translation>对方当地时间的接听率；灰色：不足 5 通</translation>
    </message>
</context>
<context>
    <name>IdealPart</name>
    <message>
        <source>%1 of %2 open people fit fully; %3 are ruled out.</source>
        <translation>未关闭的 %2 人中，%1 人完全符合，%3 人被排除。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>In your words</source>
        <translation>用您的话描述</translation>
    </message>
    <message>
        <source>It is suggested no more.</source>
        <translation>不再提此建议。</translation>
    </message>
    <message>
        <source>Keep this profile</source>
        <translation>保存画像</translation>
    </message>
    <message>
        <source>Not again</source>
        <translation>不再提示</translation>
    </message>
    <message>
        <source>Nothing is asked yet. Say at least one thing that your best customers have in common.</source>
        <translation>还没有任何标准。请至少写下一项您的优质客户的共同点。</translation>
    </message>
    <message>
        <source>Put it in the form</source>
        <translation>写入表单</translation>
    </message>
    <message>
        <source>This is the ideal buyer from now on.</source>
        <translation>从现在起以此为理想买家。</translation>
    </message>
    <message>
        <source>What the answers say</source>
        <translation>答复说明了什么</translation>
    </message>
    <message>
        <source>What your best customers have in common. Everybody is held against it and shown with their fit; the order of the list and the lead score do not change by it.</source>
        <translation>您最好的客户有哪些共同点。每个人都会与之对照并显示符合程度；名单顺序和线索评分不因此改变。</translation>
    </message>
    <message>
        <source>Who is the ideal buyer?</source>
        <translation>谁是理想买家？</translation>
    </message>
</context>
<context>
    <name>ImportFooter</name>
    <message>
        <source>%1 of %2 rows</source>
        <translation>第 %1 行，共 %2 行</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message numerus="yes">
        <source>Import %n rows</source>
        <translation>
            <numerusform>导入 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>already here</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>with problems</source>
        <translation>有问题</translation>
    </message>
</context>
<context>
    <name>ImportHead</name>
    <message>
        <source>Check</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import prospects</source>
        <translation>导入潜在客户</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <source>%1 · %n rows</source>
        <translation>
            <numerusform>%1 · %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people came in from %1.</source>
        <translation>
            <numerusform>已从 %1 导入 %n 人。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a list</source>
        <translation>选择名单</translation>
    </message>
    <message>
        <source>Lists (*.csv *.tsv *.txt *.jsonl *.ndjson);;All files (*)</source>
        <translation>名单 (*.csv *.tsv *.txt *.jsonl *.ndjson);;所有文件 (*)</translation>
    </message>
    <message>
        <source>No column is a name, an email address or a number yet. Say for at least one column what it becomes.</source>
        <translation>还没有姓名、邮箱或电话列。请至少为一列指定对应字段。</translation>
    </message>
    <message>
        <source>No row can be taken</source>
        <translation>没有可导入的行</translation>
    </message>
    <message>
        <source>Reading the file again…</source>
        <translation>正在重新读取文件…</translation>
    </message>
    <message>
        <source>See above</source>
        <translation>见上方</translation>
    </message>
    <message>
        <source>The file has no rows</source>
        <translation>文件没有数据行</translation>
    </message>
</context>
<context>
    <name>ImportTemplates</name>
    <message numerus="yes">
        <source>%n templates wait until what is said about them is mended.</source>
        <translation>
            <numerusform>有 %n 个模板要先按提示改好才能导入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose files: .txt, .md, .html, .json, .csv, or what this program exported.</source>
        <translation>选择文件：.txt、.md、.html、.json、.csv，或本程序导出的文件。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>If a file does not say:</source>
        <translation>文件未注明时：</translation>
    </message>
    <message>
        <source>Import templates</source>
        <translation>导入模板</translation>
    </message>
    <message>
        <source>Import what is ready (%1)</source>
        <translation>导入已就绪的（%1）</translation>
    </message>
    <message>
        <source>Not known: %1</source>
        <translation>无法识别：%1</translation>
    </message>
    <message>
        <source>Templates (%1)</source>
        <translation>模板（%1）</translation>
    </message>
    <message>
        <source>Templates in the files</source>
        <translation>文件中的模板</translation>
    </message>
    <message>
        <source>The text as it would be kept</source>
        <translation>将保存的文字</translation>
    </message>
    <message>
        <source>What do these tags stand for?</source>
        <translation>这些标签代表什么？</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>keep as plain words</source>
        <translation>按普通文字保留</translation>
    </message>
    <message>
        <source>tags: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>there already</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>to mend</source>
        <translation>待修改</translation>
    </message>
</context>
<context>
    <name>InboxActs</name>
    <message>
        <source>%1 marked as seen</source>
        <translation>已将 %1 封标为已读</translation>
    </message>
    <message>
        <source>%1: when again?</source>
        <translation>%1：什么时候再联系？</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
</context>
<context>
    <name>InboxLayout</name>
    <message>
        <source>Absences</source>
        <translation>外出</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Bounces</source>
        <translation>退信</translation>
    </message>
    <message>
        <source>Choose a conversation in the list: J and K, or the arrow keys.</source>
        <translation>在列表中选择一段往来：用 J、K 或方向键。</translation>
    </message>
    <message>
        <source>Conversations, those who wait first</source>
        <translation>往来邮件，待回复的在前</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>勿联系</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>收件箱</translation>
    </message>
    <message>
        <source>Needs an answer</source>
        <translation>待回复</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>尚不成熟</translation>
    </message>
    <message>
        <source>Opt-outs</source>
        <translation>退订</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Qualify</source>
        <translation>资格</translation>
    </message>
    <message>
        <source>Referral</source>
        <translation>转介</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>转介</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Search people and emails</source>
        <translation>搜索联系人和邮件</translation>
    </message>
    <message>
        <source>Search people and emails  /</source>
        <translation>搜索联系人和邮件  /</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>显示更早的</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>%1: %2, for good</source>
        <translation>%1：%2，永久失效</translation>
    </message>
    <message>
        <source>%1: %2; it may work later</source>
        <translation>%1：%2，稍后可能恢复</translation>
    </message>
    <message>
        <source>%1: delivered</source>
        <translation>%1：已送达</translation>
    </message>
    <message>
        <source>%1: not delivered yet, %2</source>
        <translation>%1：尚未送达，%2</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1？</translation>
    </message>
    <message>
        <source>Away until %1.</source>
        <translation>外出至 %1。</translation>
    </message>
    <message>
        <source>Away; no day of return is named.</source>
        <translation>外出中，未说明返回日期。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Emails of the people on your list come here by themselves.</source>
        <translation>名单上的人来信后，会自动出现在这里。</translation>
    </message>
    <message>
        <source>Everybody who wrote has been dealt with.</source>
        <translation>所有来信都已处理。</translation>
    </message>
    <message>
        <source>Mark automatic ones as seen (%1)</source>
        <translation>将自动邮件标为已读（%1）</translation>
    </message>
    <message>
        <source>Needs an answer</source>
        <translation>待回复</translation>
    </message>
    <message>
        <source>No account reads mail yet</source>
        <translation>还没有账户接收邮件</translation>
    </message>
    <message>
        <source>No person and no email here says that.</source>
        <translation>没有联系人或邮件包含这些字。</translation>
    </message>
    <message>
        <source>Not seen yet</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nothing has come in yet</source>
        <translation>还没有来信</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里没有内容</translation>
    </message>
    <message>
        <source>Nothing to answer</source>
        <translation>没有待回复的邮件</translation>
    </message>
    <message>
        <source>Open accounts</source>
        <translation>打开账户设置</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Replies, absences and bounces come here once an account reads its mail (IMAP).</source>
        <translation>账户开启收信（IMAP）后，回复、外出通知和退信会出现在这里。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>The formatted form of this email was not kept.</source>
        <translation>这封邮件没有保留带格式的版本。</translation>
    </message>
    <message>
        <source>The rest</source>
        <translation>其余</translation>
    </message>
</context>
<context>
    <name>InsightCard</name>
    <message>
        <source>A figure, a trend, something that you have seen</source>
        <translation>一个数字、一种趋势或您看到的事</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Fact</source>
        <translation>事实</translation>
    </message>
    <message>
        <source>One sentence, as you would say it to them: what follows for their need</source>
        <translation>一句话，像当面说的那样：对他们的需求意味着什么</translation>
    </message>
    <message>
        <source>The conclusion stands as “Insight” in their emails and call scripts.</source>
        <translation>结论会作为“洞察”出现在给对方的邮件和电话话术中。</translation>
    </message>
    <message>
        <source>Their need</source>
        <translation>对方的需求</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>A N T C P too: a selected sentence as evidence</source>
        <translation>以及 A N T C P：将选中的句子记为依据</translation>
    </message>
    <message>
        <source>A N T C P too: words selected in the notes as evidence</source>
        <translation>以及 A N T C P：将备注中选中的文字记为依据</translation>
    </message>
    <message>
        <source>All; Shift 2 calls, 3 emails, 4 replies, 5 SLA</source>
        <translation>全部；Shift 2 电话、3 邮件、4 回复、5 时限</translation>
    </message>
    <message>
        <source>All; Shift 2 to 8: the other filters</source>
        <translation>全部；Shift 2 至 8：其他筛选</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>回到列表</translation>
    </message>
    <message>
        <source>Begin or go on, from Today</source>
        <translation>在“今天”页开始或继续</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Dial, end the call</source>
        <translation>拨打、结束通话</translation>
    </message>
    <message>
        <source>Do not contact</source>
        <translation>勿联系</translation>
    </message>
    <message>
        <source>Done, or reopen (also Enter)</source>
        <translation>完成或重新打开（也可按回车）</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>End the hour</source>
        <translation>结束这一小时</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有页面</translation>
    </message>
    <message>
        <source>Fold the group</source>
        <translation>折叠分组</translation>
    </message>
    <message>
        <source>Formatted, or as text</source>
        <translation>带格式或纯文本</translation>
    </message>
    <message>
        <source>Hand off</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>History</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>In the thread, or in a new one</source>
        <translation>接原会话，或另起新会话</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>收件箱</translation>
    </message>
    <message>
        <source>Into the panel; on a header: fold</source>
        <translation>进入右侧面板；在组标题上：折叠</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Lead score, and why</source>
        <translation>线索评分及原因</translation>
    </message>
    <message>
        <source>Leave; the hour waits</source>
        <translation>离开，计时保留</translation>
    </message>
    <message>
        <source>Mark automatic ones as seen</source>
        <translation>将自动邮件标为已读</translation>
    </message>
    <message>
        <source>More: they replied, meeting held, skip, stop</source>
        <translation>更多：对方已回复、会议结果、跳过、停止</translation>
    </message>
    <message>
        <source>Next conversation, K the previous one</source>
        <translation>下一段往来，K 为上一段</translation>
    </message>
    <message>
        <source>Next line of the script</source>
        <translation>话术下一句</translation>
    </message>
    <message>
        <source>Next message of it, Shift K the previous one</source>
        <translation>这段往来的下一封，Shift K 为上一封</translation>
    </message>
    <message>
        <source>Next objection</source>
        <translation>下一条异议</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Next person with an email</source>
        <translation>下一位要发邮件的人</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next variant of the email; [ the one before</source>
        <translation>邮件的下一个版本；[ 为上一个</translation>
    </message>
    <message>
        <source>Not now: when again</source>
        <translation>暂不：何时再联系</translation>
    </message>
    <message>
        <source>Not ready: back later</source>
        <translation>尚不成熟：稍后再联系</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Pause, go on</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Power hour</source>
        <translation>专注一小时</translation>
    </message>
    <message>
        <source>Preview of the email</source>
        <translation>预览邮件</translation>
    </message>
    <message>
        <source>Previous person</source>
        <translation>上一位</translation>
    </message>
    <message>
        <source>Put on a plan</source>
        <translation>加入计划</translation>
    </message>
    <message>
        <source>Qualify</source>
        <translation>资格</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Quoted text</source>
        <translation>引用内容</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Referral: a new person</source>
        <translation>转介：新增联系人</translation>
    </message>
    <message>
        <source>Reminders; Ctrl Shift R: quick add</source>
        <translation>提醒；Ctrl Shift R：快速添加</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Research; there T starts the three minutes</source>
        <translation>调研；在那里按 T 开始三分钟计时</translation>
    </message>
    <message>
        <source>Save the email as .eml</source>
        <translation>将邮件存为 .eml</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search people and pages</source>
        <translation>搜索人员与页面</translation>
    </message>
    <message>
        <source>Send the email later</source>
        <translation>稍后发送邮件</translation>
    </message>
    <message>
        <source>Send the email, then the next one</source>
        <translation>发送邮件，然后到下一封</translation>
    </message>
    <message>
        <source>Single letters work while no text is being typed; the digits then need Alt.</source>
        <translation>未输入文字时可用单个字母；输入时数字需加 Alt。</translation>
    </message>
    <message>
        <source>Skip for this hour</source>
        <translation>本小时内跳过</translation>
    </message>
    <message>
        <source>Snippets; Tab after a code puts one in</source>
        <translation>短语；输入短码后按 Tab 插入</translation>
    </message>
    <message>
        <source>Snooze</source>
        <translation>延后</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>The notes of a talk are done</source>
        <translation>谈话记录已写好</translation>
    </message>
    <message>
        <source>Their company: committee, referrals, plan</source>
        <translation>所在公司：采购团队、引荐关系、客户计划</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>显示本表</translation>
    </message>
    <message>
        <source>Today: the email</source>
        <translation>今天：邮件</translation>
    </message>
    <message>
        <source>Today: the list</source>
        <translation>今天：列表</translation>
    </message>
    <message>
        <source>Today: the person</source>
        <translation>今天：联系人</translation>
    </message>
    <message>
        <source>Today; Ctrl 2 to 9: the other pages</source>
        <translation>今天；Ctrl 2 到 9：其他页面</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Unfold the group</source>
        <translation>展开分组</translation>
    </message>
    <message>
        <source>Voicemail script</source>
        <translation>留言话术</translation>
    </message>
    <message>
        <source>to 8: outcome of the call</source>
        <translation>至 8：通话结果</translation>
    </message>
    <message>
        <source>to 8: outcome, then the next person</source>
        <translation>至 8：记录结果，然后下一位</translation>
    </message>
</context>
<context>
    <name>KindButton</name>
    <message>
        <source>%1: say that it is something else</source>
        <translation>%1：改判为其他类别</translation>
    </message>
</context>
<context>
    <name>LaterLine</name>
    <message>
        <source>%1 (%2 there)</source>
        <translation>%1（当地 %2）</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>发出时间</translation>
    </message>
    <message>
        <source>Send at</source>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>Send now instead</source>
        <translation>改为立即发送</translation>
    </message>
    <message>
        <source>tue 14:00</source>
        <translation>周二 14:00</translation>
    </message>
</context>
<context>
    <name>Looking</name>
    <message>
        <source>Activity and results by week</source>
        <translation>每周活动与成果</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>接通</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Best hours to call</source>
        <translation>最佳致电时段</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Funnel</source>
        <translation>漏斗</translation>
    </message>
    <message>
        <source>Hour, their time</source>
        <translation>时段（对方当地时间）</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>pattern of a month</comment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Of the step before</source>
        <translation>占上一步</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>上手进度</translation>
    </message>
    <message>
        <source>Range, 95%</source>
        <translation>95% 区间</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Week from</source>
        <translation>周起始日</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>pattern of a day without its year</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>of it calls</source>
        <translation>其中电话</translation>
    </message>
    <message>
        <source>week from %1</source>
        <translation>%1 起的一周</translation>
    </message>
</context>
<context>
    <name>MailboxDialog</name>
    <message>
        <source>Account removed</source>
        <translation>账户已移除</translation>
    </message>
    <message>
        <source>Account removed. Waiting email cancelled: %1</source>
        <translation>账户已移除。已取消等待的邮件：%1</translation>
    </message>
    <message>
        <source>Add an email account</source>
        <translation>添加邮件账户</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>正在连接 %1…</translation>
    </message>
    <message>
        <source>Email account</source>
        <translation>邮件账户</translation>
    </message>
    <message>
        <source>Email account saved</source>
        <translation>邮件账户已保存</translation>
    </message>
    <message>
        <source>Email of this account may leave.</source>
        <translation>此账户可以发送邮件。</translation>
    </message>
    <message>
        <source>Given up. Nothing was kept.</source>
        <translation>已放弃，没有保存任何内容。</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Paused: %1. Its email waits in the outbox.</source>
        <translation>已暂停：%1。邮件在发件箱中等待。</translation>
    </message>
    <message>
        <source>Remove account and password? Emails that wait: %1. They are cancelled, and their steps come back to the list. This cannot be undone.</source>
        <translation>移除账户和密码？等待发送的邮件：%1 封，将全部取消，对应步骤回到列表。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Remove account and password? This cannot be undone.</source>
        <translation>移除账户和密码？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>正在移除…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>The browser did not open. Copy the link and open it there yourself.</source>
        <translation>浏览器没有打开。请复制链接，自行在浏览器中打开。</translation>
    </message>
    <message>
        <source>The mail of this domain is at %1; its servers are filled in.</source>
        <translation>该域名的邮件由 %1 提供，服务器已填好。</translation>
    </message>
</context>
<context>
    <name>MailboxFooter</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>永久移除</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
</context>
<context>
    <name>MailboxForm</name>
    <message>
        <source>%1: its servers are filled in.</source>
        <translation>%1：服务器已填好。</translation>
    </message>
    <message>
        <source>Another provider</source>
        <translation>其他服务商</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>邮箱地址</translation>
    </message>
    <message>
        <source>Limits and signature</source>
        <translation>上限与签名</translation>
    </message>
    <message>
        <source>Name that people see</source>
        <translation>显示名称</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>服务商</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Sign in with the browser first.</source>
        <translation>请先用浏览器登录。</translation>
    </message>
    <message>
        <source>The servers are only guessed from the domain: look at them, or press Find servers.</source>
        <translation>服务器只是按域名猜的：请核对，或点“查找服务器”。</translation>
    </message>
    <message>
        <source>Type the password; nothing can be sent without one.</source>
        <translation>请输入密码；没有密码无法发送。</translation>
    </message>
    <message>
        <source>Type the whole address, such as name@company.com.</source>
        <translation>请输入完整地址，如 name@company.com。</translation>
    </message>
    <message>
        <source>kept in the keyring; type a new one to replace it</source>
        <translation>已存于密钥环；输入新密码可替换</translation>
    </message>
</context>
<context>
    <name>MailboxWords</name>
    <message>
        <source>Check that you are online and that name and port are right. Some networks block mail ports; try another network.</source>
        <translation>请检查网络连接以及服务器名称和端口。有些网络会屏蔽邮件端口，可换一个网络再试。</translation>
    </message>
    <message>
        <source>Check the server&apos;s name and the encryption. A connection that cannot be checked is never used: anybody might be listening.</source>
        <translation>请检查服务器名称和加密方式。无法验证的连接一律不使用，因为可能有人窃听。</translation>
    </message>
    <message>
        <source>Install and start GNOME Keyring or KWallet, then save again. Until then emails can be saved as files.</source>
        <translation>请安装并启动 GNOME 密钥环或 KWallet，然后再次保存。在此之前可将邮件存为文件。</translation>
    </message>
    <message>
        <source>It works. The account is still paused; Resume lets its email go.</source>
        <translation>连接正常。账户仍处于暂停；点“恢复”后才发送邮件。</translation>
    </message>
    <message>
        <source>It works: the connection is safe, and the server let the account in.</source>
        <translation>连接正常：连接安全，服务器允许该账户登录。</translation>
    </message>
    <message>
        <source>It works: the connection is safe, and the server took the password.</source>
        <translation>连接正常：连接安全，服务器接受了密码。</translation>
    </message>
    <message>
        <source>Reading: %1</source>
        <translation>收信：%1</translation>
    </message>
    <message>
        <source>Sending: %1</source>
        <translation>发信：%1</translation>
    </message>
    <message>
        <source>Sign in with the browser again. If it stays so, your IT has to allow SMTP and IMAP for this mailbox.</source>
        <translation>请重新用浏览器登录。若仍不行，需请 IT 部门为该邮箱开启 SMTP 和 IMAP。</translation>
    </message>
    <message>
        <source>Unlock the keyring (it opens with your desktop&apos;s password), then do it again. Nothing else is lost.</source>
        <translation>请解锁密钥环（用桌面登录密码打开），然后重试。没有丢失其他内容。</translation>
    </message>
    <message>
        <source>works</source>
        <translation>正常</translation>
    </message>
</context>
<context>
    <name>Mailing</name>
    <message>
        <source>%1 has no address in the book: give them the packet as a file.</source>
        <translation>通讯录中 %1 没有邮箱：请以文件方式交付移交包。</translation>
    </message>
    <message>
        <source>Emailed: %1, %2</source>
        <translation>邮件：%1，%2</translation>
    </message>
    <message>
        <source>It leaves from your account, with the packet attached.</source>
        <translation>从您的账户发出，附上移交包。</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Send to %1</source>
        <translation>发给 %1</translation>
    </message>
    <message>
        <source>The packet about %1 is in the outbox and leaves in a moment.</source>
        <translation>%1 的移交包已在发件箱，稍后发出。</translation>
    </message>
    <message>
        <source>Write the email</source>
        <translation>写邮件</translation>
    </message>
    <message>
        <source>Your mail program opens it, with the packet attached.</source>
        <translation>将用您的邮件程序打开，附上移交包。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Handoffs</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>收件箱</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open account</source>
        <translation>打开账户</translation>
    </message>
    <message>
        <source>Open outbox</source>
        <translation>打开发件箱</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>打法手册</translation>
    </message>
    <message>
        <source>Power hour</source>
        <translation>专注一小时</translation>
    </message>
    <message>
        <source>Prospects</source>
        <translation>潜在客户</translation>
    </message>
    <message>
        <source>Quick add</source>
        <translation>快速添加</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Read mail now</source>
        <translation>立即收信</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>SDR Desk</source>
        <translation>SDR Desk</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>重新登录</translation>
    </message>
    <message>
        <source>This person belongs to no company yet.</source>
        <translation>此人尚未归属任何公司。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Type the new one</source>
        <translation>输入新密码</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Middle</name>
    <message>
        <source>Let it go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Nobody here has named anybody yet. Ask: &quot;Who else should I talk to?&quot;</source>
        <translation>这里还没有人引荐过别人。可问：“我还应该找谁谈？”</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Who named whom</source>
        <translation>谁引荐了谁</translation>
    </message>
</context>
<context>
    <name>MixCard</name>
    <message>
        <source>Lead-type mix</source>
        <translation>线索类型构成</translation>
    </message>
    <message>
        <source>There are no open prospects yet.</source>
        <translation>还没有进行中的潜在客户。</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设定</translation>
    </message>
    <message>
        <source>open prospects</source>
        <translation>进行中的潜在客户</translation>
    </message>
</context>
<context>
    <name>MorePart</name>
    <message>
        <source>%1 a day, %2 an hour</source>
        <translation>每天 %1 封，每小时 %2 封</translation>
    </message>
    <message>
        <source>Emails a day, at most</source>
        <translation>每日上限</translation>
    </message>
    <message>
        <source>Emails an hour, at most</source>
        <translation>每小时上限</translation>
    </message>
    <message>
        <source>Plain text; it ends every email of this account.</source>
        <translation>纯文本，附在该账户每封邮件的末尾。</translation>
    </message>
    <message>
        <source>Read mail since</source>
        <translation>读取此日期之后的邮件</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Let them finish</source>
        <translation>让他们按原版走完</translation>
    </message>
    <message>
        <source>Move to another version</source>
        <translation>移到另一版本</translation>
    </message>
    <message>
        <source>The day of each person&apos;s next touch stays; the gaps after it are the new ones. An email that is in the outbox already goes as it is. Undo takes it back.</source>
        <translation>每个人下一次触达的日期不变，之后按新的间隔进行。已在发件箱的邮件照原样发出。此操作可撤销。</translation>
    </message>
</context>
<context>
    <name>MqlForm</name>
    <message>
        <source>An open red flag blocks</source>
        <translation>有未解决的红旗即不达标</translation>
    </message>
    <message>
        <source>Evidence is stale after</source>
        <translation>依据过时期限</translation>
    </message>
    <message>
        <source>Must be strong</source>
        <translation>须为强</translation>
    </message>
    <message>
        <source>Must not be weak</source>
        <translation>不能为弱</translation>
    </message>
    <message>
        <source>Says nothing</source>
        <translation>不作要求</translation>
    </message>
    <message>
        <source>Stale evidence does not count as strong</source>
        <translation>过时的依据不算强</translation>
    </message>
    <message>
        <source>Strong letters at least</source>
        <translation>强项至少</translation>
    </message>
    <message>
        <source>The meeting is within</source>
        <translation>会议期限</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>of six</source>
        <translation>项（共六项）</translation>
    </message>
</context>
<context>
    <name>NextSide</name>
    <message>
        <source>At this pace</source>
        <translation>照此速度</translation>
    </message>
    <message>
        <source>Dials</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Dials per connect</source>
        <translation>每次接通的拨打数</translation>
    </message>
    <message>
        <source>Minutes per dial</source>
        <translation>每通分钟数</translation>
    </message>
    <message>
        <source>Nobody else can be called now.</source>
        <translation>现在没有可拨打的人了。</translation>
    </message>
    <message>
        <source>This hour so far</source>
        <translation>本小时至今</translation>
    </message>
    <message>
        <source>Up next</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>跳过</translation>
    </message>
</context>
<context>
    <name>NumberBox</name>
    <message>
        <source>above 0, up to 100%</source>
        <translation>大于 0，至多 100%</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation>须为整数</translation>
    </message>
    <message>
        <source>must be above 0</source>
        <translation>须大于 0</translation>
    </message>
    <message>
        <source>not a number above 0</source>
        <translation>须为大于 0 的数</translation>
    </message>
</context>
<context>
    <name>NumbersPage</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 to %2; today not counted</source>
        <translation>%1 至 %2，不含今天</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Last 20 working days</source>
        <translation>近 20 个工作日</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>The numbers could not be read; what is shown may be old.</source>
        <translation>无法读取数据；显示的可能是旧数据。</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>pattern of a day without its year</comment>
        <translation>M月d日</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Add this person</source>
        <translation>添加此人</translation>
    </message>
    <message>
        <source>Matched by company domain: a new person?</source>
        <translation>仅公司域名匹配：是新联系人吗？</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>on your list</source>
        <translation>已在名单中</translation>
    </message>
</context>
<context>
    <name>OptionsCard</name>
    <message numerus="yes">
        <source>%n are here already or twice in the file; only what is empty gets filled.</source>
        <translation>
            <numerusform>%n 人已存在或在文件中重复；只补全空缺。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are here already; the file&apos;s values replace yours. History always stays.</source>
        <translation>
            <numerusform>%n 人已存在；以文件内容覆盖。历史始终保留。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are left out: here already, not to be contacted, or without a person.</source>
        <translation>
            <numerusform>略过 %n 行：已存在、勿联系或没有联系人。</numerusform>
        </translation>
    </message>
    <message>
        <source>3 · Duplicates and type</source>
        <translation>3 · 重复与类型</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>As the file says, else spear</source>
        <translation>按文件，否则为精准触达</translation>
    </message>
    <message>
        <source>Cadence for new people</source>
        <translation>新人的节奏</translation>
    </message>
    <message>
        <source>Fill gaps</source>
        <translation>补全空缺</translation>
    </message>
    <message>
        <source>Lead type</source>
        <translation>线索类型</translation>
    </message>
    <message>
        <source>Lead type of these people</source>
        <translation>这些人的线索类型</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>略过</translation>
    </message>
    <message>
        <source>Looking for people who are here already…</source>
        <translation>正在查找已存在的人…</translation>
    </message>
    <message>
        <source>New people go on</source>
        <translation>新人加入</translation>
    </message>
    <message>
        <source>None for now</source>
        <translation>暂不加入</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>People who are here already</source>
        <translation>已存在的人</translation>
    </message>
</context>
<context>
    <name>OutboxActs</name>
    <message>
        <source>Change time</source>
        <translation>更改时间</translation>
    </message>
    <message>
        <source>Email to %1 dropped; its step is open again</source>
        <translation>已放弃致 %1 的邮件，该步骤重新待办</translation>
    </message>
    <message>
        <source>Email to %1 goes as soon as its account may send</source>
        <translation>致 %1 的邮件将在账户可发时立即发出</translation>
    </message>
    <message>
        <source>Email to %1 held</source>
        <translation>已暂挂致 %1 的邮件</translation>
    </message>
    <message>
        <source>Email to %1 noted as sent</source>
        <translation>致 %1 的邮件已记为发出</translation>
    </message>
    <message>
        <source>Email to %1 taken back</source>
        <translation>已撤回致 %1 的邮件</translation>
    </message>
    <message>
        <source>Email to %1 taken back to be rewritten</source>
        <translation>已撤回致 %1 的邮件，可重新修改</translation>
    </message>
    <message>
        <source>Email to %1 waits for its turn again</source>
        <translation>致 %1 的邮件已重新排队</translation>
    </message>
    <message>
        <source>Email to %1 waits to be sent again</source>
        <translation>致 %1 的邮件等待重新发送</translation>
    </message>
    <message>
        <source>Email to %1: another time</source>
        <translation>已更改致 %1 邮件的发送时间</translation>
    </message>
    <message>
        <source>When may the email to %1 leave?</source>
        <translation>致 %1 的邮件何时发出？</translation>
    </message>
</context>
<context>
    <name>OutboxDetail</name>
    <message>
        <source>(no subject)</source>
        <translation>（无主题）</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Change time…</source>
        <translation>更改时间…</translation>
    </message>
    <message>
        <source>Drop it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>暂挂</translation>
    </message>
    <message>
        <source>It was sent</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>Sent is logged as a touch. Sent again leaves with the same Message-ID, so that a second copy can be told. Dropped is neither; its step is open again.</source>
        <translation>“已发送”会记为一次触达。“重新发送”沿用同一 Message-ID，重复的副本可被识别。“放弃”两者都不是，该步骤重新待办。</translation>
    </message>
    <message>
        <source>Show on Today</source>
        <translation>在“今天”查看</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The chosen email</source>
        <translation>所选邮件</translation>
    </message>
    <message>
        <source>The server may have the whole email, but its answer did not arrive, so it is not sent again by itself. Look in the Sent folder of your mail program, or search there for the Message-ID below; then say what you found.</source>
        <translation>服务器可能已收到整封邮件，但没有收到它的答复，因此不会自动重发。请查看邮件程序的“已发送”文件夹，或搜索下面的 Message-ID，然后告诉我们结果。</translation>
    </message>
    <message>
        <source>The server said</source>
        <translation>服务器答复</translation>
    </message>
    <message>
        <source>Was it sent?</source>
        <translation>是否已发出？</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message>
        <source>%1 is paused: %2.</source>
        <translation>%1 已暂停：%2。</translation>
    </message>
    <message>
        <source>A backup was put back, so sending rests.</source>
        <translation>刚恢复了备份，发送已暂停。</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>添加账户</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Another window or the command line is sending already.</source>
        <translation>另一个窗口或命令行正在发送。</translation>
    </message>
    <message>
        <source>Emails can be queued when there is one.</source>
        <translation>添加后即可排队发送邮件。</translation>
    </message>
    <message>
        <source>Emails that you send from Today come here.</source>
        <translation>从“今天”发送的邮件会来到这里。</translation>
    </message>
    <message>
        <source>Go to Today</source>
        <translation>前往“今天”</translation>
    </message>
    <message>
        <source>Look through “May have been sent” first. Nothing leaves before you say so.</source>
        <translation>请先核对“可能已发送”的邮件。在你确认之前不会发出任何邮件。</translation>
    </message>
    <message>
        <source>No email is in this state</source>
        <translation>没有处于此状态的邮件</translation>
    </message>
    <message>
        <source>No email may leave at this moment; each says why.</source>
        <translation>现在没有可发出的邮件，原因见各封邮件。</translation>
    </message>
    <message>
        <source>No mail account yet.</source>
        <translation>还没有邮件账户。</translation>
    </message>
    <message>
        <source>Nothing is waiting</source>
        <translation>没有等待的邮件</translation>
    </message>
    <message>
        <source>Nothing was lost; its emails wait.</source>
        <translation>没有丢失任何内容，邮件在等待。</translation>
    </message>
    <message>
        <source>Open account</source>
        <translation>打开账户</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Resume sending</source>
        <translation>恢复发送</translation>
    </message>
    <message>
        <source>Send batch…</source>
        <translation>批量发送…</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即发送</translation>
    </message>
    <message>
        <source>Sending goes on</source>
        <translation>已恢复发送</translation>
    </message>
    <message>
        <source>Sending rests after a restore</source>
        <translation>恢复备份后，发送已暂停</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>显示更早的</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>The account is paused</source>
        <translation>账户已暂停</translation>
    </message>
    <message>
        <source>The outbox is at work</source>
        <translation>发件箱正在处理</translation>
    </message>
    <message>
        <source>The outbox is empty</source>
        <translation>发件箱是空的</translation>
    </message>
    <message>
        <source>There is no mail account</source>
        <translation>没有邮件账户</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1 起</translation>
    </message>
</context>
<context>
    <name>OutboxTable</name>
    <message>
        <source>Emails</source>
        <translation>邮件</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Found</source>
        <translation>找到</translation>
    </message>
    <message>
        <source>Name, company, address, note, or a page</source>
        <translation>姓名、公司、邮箱、备注或页面</translation>
    </message>
    <message>
        <source>Nobody and nothing matches.</source>
        <translation>没有匹配的内容。</translation>
    </message>
    <message>
        <source>Search people and places</source>
        <translation>搜索人员与页面</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Choose an account executive to see the packet; it is written in their language.</source>
        <translation>请选择客户执行以查看移交包，语言随其设定。</translation>
    </message>
    <message>
        <source>No packet was kept for this handoff.</source>
        <translation>这次移交没有保留移交包。</translation>
    </message>
    <message>
        <source>The packet can be shown when a meeting is agreed: its time stands at the top.</source>
        <translation>约好会议后才能显示移交包，会议时间写在最上方。</translation>
    </message>
    <message>
        <source>The packet is no longer where it was written.</source>
        <translation>移交包已不在原来的位置。</translation>
    </message>
</context>
<context>
    <name>PdfPreview</name>
    <message>
        <source>Fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Fit to the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>PDF, %1</source>
        <translation>PDF，%1</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>移交包</translation>
    </message>
    <message>
        <source>Packet for the account executive</source>
        <translation>给客户执行的移交包</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>PersonHead</name>
    <message>
        <source>Dial</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Y shows the company</source>
        <translation>按 Y 查看公司</translation>
    </message>
</context>
<context>
    <name>PersonSide</name>
    <message>
        <source>Before</source>
        <translation>以往</translation>
    </message>
    <message>
        <source>Nothing yet: this is the first touch.</source>
        <translation>还没有：这是第一次触达。</translation>
    </message>
</context>
<context>
    <name>PipelineCard</name>
    <message numerus="yes">
        <source>%Ln emails sent today</source>
        <translation>
            <numerusform>今天已发 %Ln 封邮件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln working days are left this year.</source>
        <translation>
            <numerusform>今年还剩 %Ln 个工作日。</numerusform>
        </translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>; your activity brings %1, and a pipeline of %2.</source>
        <translation>；按目前的活动可带来 %1 个，管道金额 %2。</translation>
    </message>
    <message>
        <source>Benchmark rates</source>
        <translation>基准比率</translation>
    </message>
    <message>
        <source>Mend the number marked red to see the result.</source>
        <translation>请修正标红的数字以查看结果。</translation>
    </message>
    <message>
        <source>My own rates</source>
        <translation>我的比率</translation>
    </message>
    <message>
        <source>No email was sent in this period, so nothing can be said of what your activity brings.</source>
        <translation>这段时间没有发送邮件，无法估算您的活动会带来什么。</translation>
    </message>
    <message>
        <source>Pipeline math</source>
        <translation>管道测算</translation>
    </message>
    <message>
        <source>SDR conversion</source>
        <translation>SDR 转化率</translation>
    </message>
    <message>
        <source>The goal is work for %1 SDRs at %2 emails a day each.</source>
        <translation>此目标需要 %1 名 SDR，每人每天 %2 封邮件。</translation>
    </message>
    <message numerus="yes">
        <source>Until %1 (%n working days) the goal asks for %2 opportunities</source>
        <translation>
            <numerusform>到 %1（%n 个工作日），目标需要 %2 个商机</numerusform>
        </translation>
    </message>
    <message>
        <source>Whose rates</source>
        <translation>使用谁的比率</translation>
    </message>
    <message>
        <source>With these rates at the good and at the bad end of their ranges: %1 to %2 emails a day.</source>
        <translation>这些比率取区间的好坏两端时：每天 %1 到 %2 封邮件。</translation>
    </message>
    <message>
        <source>Your %1 emails a working day bring %2 opportunities and %3 deals a year: %4 in revenue.</source>
        <translation>您每工作日 %1 封邮件，一年可带来 %2 个商机、%3 笔成交：营收 %4。</translation>
    </message>
    <message>
        <source>benchmark %1–%2</source>
        <translation>基准 %1–%2</translation>
    </message>
    <message>
        <source>brings %1 opportunities and %2 deals a year: %3 in revenue, %4 of the goal.</source>
        <translation>每年带来 %1 个商机、%2 笔成交：收入 %3，为目标的 %4。</translation>
    </message>
    <message>
        <source>deal size</source>
        <translation>单均金额</translation>
    </message>
    <message>
        <source>deals</source>
        <translation>成交</translation>
    </message>
    <message>
        <source>emails</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>emails a day</source>
        <translation>每日邮件</translation>
    </message>
    <message>
        <source>from the revenue you owe back to the emails you send; boxed numbers are yours to change</source>
        <translation>从营收目标倒推到每天的邮件；方框中的数字可以修改</translation>
    </message>
    <message>
        <source>opportunities</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>our assumption</source>
        <translation>我们的假设</translation>
    </message>
    <message>
        <source>prospects</source>
        <translation>潜在客户</translation>
    </message>
    <message>
        <source>response rate</source>
        <translation>回复率</translation>
    </message>
    <message>
        <source>revenue a year</source>
        <translation>年营收</translation>
    </message>
    <message>
        <source>too few: %1 of %2</source>
        <translation>数据不足：%1/%2</translation>
    </message>
    <message>
        <source>tried</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>win rate</source>
        <translation>赢单率</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>yours, of %1</source>
        <translation>您的，基于 %1</translation>
    </message>
</context>
<context>
    <name>PlanBar</name>
    <message>
        <source>An automatic reply came</source>
        <translation>收到自动回复</translation>
    </message>
    <message>
        <source>Edit the person…</source>
        <translation>编辑此人…</translation>
    </message>
    <message>
        <source>I sent an email elsewhere</source>
        <translation>已在别处发出邮件</translation>
    </message>
    <message>
        <source>Leave out this step of %1, because</source>
        <translation>跳过 %1 的这一步，原因</translation>
    </message>
    <message>
        <source>Let it go on</source>
        <translation>继续计划</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Not ready…</source>
        <translation>尚不成熟…</translation>
    </message>
    <message>
        <source>Pin to the top</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Put on a plan</source>
        <translation>加入计划</translation>
    </message>
    <message>
        <source>Release all that have escalated…</source>
        <translation>释放所有已升级的线索…</translation>
    </message>
    <message>
        <source>Release to another</source>
        <translation>转给他人</translation>
    </message>
    <message>
        <source>Release to another…</source>
        <translation>转给他人…</translation>
    </message>
    <message>
        <source>Skip the step</source>
        <translation>跳过此步骤</translation>
    </message>
    <message>
        <source>Skip this step</source>
        <translation>跳过此步</translation>
    </message>
    <message>
        <source>Snooze until</source>
        <translation>延后到</translation>
    </message>
    <message>
        <source>Snooze: tue 14:00</source>
        <translation>推迟：周二 14:00</translation>
    </message>
    <message>
        <source>Stop the plan</source>
        <translation>停止计划</translation>
    </message>
    <message>
        <source>Stop the plan of %1, because</source>
        <translation>停止 %1 的计划，原因</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Tag of %1</source>
        <translation>%1 的标签</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>The email bounced</source>
        <translation>邮件被退回</translation>
    </message>
    <message>
        <source>The meeting was cancelled</source>
        <translation>会议已取消</translation>
    </message>
    <message>
        <source>The meeting was held</source>
        <translation>会议已举行</translation>
    </message>
    <message>
        <source>Their company</source>
        <translation>所在公司</translation>
    </message>
    <message>
        <source>They did not come</source>
        <translation>对方未到场</translation>
    </message>
    <message>
        <source>They replied by email</source>
        <translation>对方已邮件回复</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>released</source>
        <translation>已释放</translation>
    </message>
</context>
<context>
    <name>PlanPicture</name>
    <message>
        <source>%1: the goal asks for %2, these emails bring %3.</source>
        <translation>%1：目标需要 %2，这些邮件带来 %3。</translation>
    </message>
    <message>
        <source>Deals</source>
        <translation>成交</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Opportunities</source>
        <translation>商机</translation>
    </message>
    <message>
        <source>Prospects</source>
        <translation>潜在客户</translation>
    </message>
    <message>
        <source>The pipeline of a year</source>
        <translation>一年的管道</translation>
    </message>
    <message>
        <source>brings %1</source>
        <translation>带来 %1</translation>
    </message>
</context>
<context>
    <name>PlaybookPage</name>
    <message>
        <source>Cadences</source>
        <translation>节奏</translation>
    </message>
    <message>
        <source>Ideal buyer</source>
        <translation>理想买家</translation>
    </message>
    <message>
        <source>Lead score</source>
        <translation>线索评分</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>打法手册</translation>
    </message>
    <message>
        <source>Service levels</source>
        <translation>服务时限</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>触发器</translation>
    </message>
    <message>
        <source>When a lead is ready</source>
        <translation>何时成熟</translation>
    </message>
</context>
<context>
    <name>PlaybookWords</name>
    <message numerus="yes">
        <source>%n finished it</source>
        <translation>
            <numerusform>%n 人已走完</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people on version %1</source>
        <translation>
            <numerusform>第 %1 版上有 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants</source>
        <translation>
            <numerusform>%n 个备选模板</numerusform>
        </translation>
    </message>
    <message>
        <source>New: nothing of it is saved yet.</source>
        <translation>新节奏，尚未保存。</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>第 %1 版</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>自建</translation>
    </message>
    <message>
        <source>nobody is on it</source>
        <translation>目前无人</translation>
    </message>
    <message>
        <source>retired: nobody is put on it any more</source>
        <translation>已停用，不再加人</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>第 %1 版</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>自建</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Dark are calls, light are emails, tinted are messages; the number is the step. Grey days do not work.</source>
        <translation>深色为电话，浅色为邮件，淡彩为消息；数字是步骤序号，灰色为非工作日。</translation>
    </message>
    <message>
        <source>For somebody in</source>
        <translation>对方所在国家</translation>
    </message>
    <message>
        <source>From %1 to %2.</source>
        <translation>从 %1 到 %2。</translation>
    </message>
    <message>
        <source>If it starts on</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>The days are shown when what is named above is mended.</source>
        <translation>改正上面的问题后，这里会显示日期。</translation>
    </message>
    <message>
        <source>The holidays of that country are not known; only weekends are free.</source>
        <translation>不清楚该国的公共假日，仅按周末休息计算。</translation>
    </message>
    <message>
        <source>When the touches fall</source>
        <translation>触达日期</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>no working day</source>
        <translation>非工作日</translation>
    </message>
</context>
<context>
    <name>ProblemsCard</name>
    <message numerus="yes">
        <source>%n rows; what cannot be used stays out, the rest of the row comes in</source>
        <translation>
            <numerusform>%n 行；无法使用的内容略过，该行其余照常导入</numerusform>
        </translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>none found</source>
        <translation>没有发现</translation>
    </message>
</context>
<context>
    <name>ProspectColumns</name>
    <message>
        <source>%1, %2</source>
        <comment>day of the last touch, its channel</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1，第 %2 步</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>评级</translation>
    </message>
    <message>
        <source>Last touch</source>
        <translation>上次触达</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No cadence</source>
        <translation>不在节奏中</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1/%2 步</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>当地</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>职位</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>email</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>no email</source>
        <translation>无邮箱</translation>
    </message>
    <message>
        <source>no phone</source>
        <translation>无电话</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>电话</translation>
    </message>
</context>
<context>
    <name>ProspectsHead</name>
    <message>
        <source>Find by name, company, email or note   /</source>
        <translation>按姓名、公司、邮箱或备注查找   /</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>查找人员</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
</context>
<context>
    <name>ProspectsPage</name>
    <message numerus="yes">
        <source>%n prospects</source>
        <translation>
            <numerusform>%n 位潜在客户</numerusform>
        </translation>
    </message>
    <message>
        <source>All prospects</source>
        <translation>全部潜在客户</translation>
    </message>
    <message>
        <source>Bring in a list, or add one person.</source>
        <translation>导入名单，或添加一个人。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>In a cadence</source>
        <translation>节奏中</translation>
    </message>
    <message>
        <source>Missing email</source>
        <translation>缺少邮箱</translation>
    </message>
    <message>
        <source>Missing phone</source>
        <translation>缺少电话</translation>
    </message>
    <message>
        <source>No next step</source>
        <translation>没有下一步</translation>
    </message>
    <message>
        <source>Nobody in this segment.</source>
        <translation>这个分组里没有人。</translation>
    </message>
    <message>
        <source>Nobody is here yet.</source>
        <translation>这里还没有人。</translation>
    </message>
    <message>
        <source>Nobody matches what you typed.</source>
        <translation>没有匹配的人。</translation>
    </message>
    <message>
        <source>Prospects</source>
        <translation>潜在客户</translation>
    </message>
    <message>
        <source>Search looks at names, companies, titles, addresses and notes.</source>
        <translation>搜索范围：姓名、公司、职位、邮箱和备注。</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>To clean up</source>
        <translation>待整理</translation>
    </message>
</context>
<context>
    <name>QualifyTab</name>
    <message>
        <source>Hand off</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>Meeting agreed for</source>
        <translation>约定的会议时间</translation>
    </message>
    <message>
        <source>Meeting agreed for: tue 14:00</source>
        <translation>约定的会议：周二 14:00</translation>
    </message>
    <message>
        <source>Note meeting</source>
        <translation>记下会议</translation>
    </message>
    <message>
        <source>Red flags</source>
        <translation>红旗</translation>
    </message>
    <message>
        <source>Tab next row, 1 2 3 set it</source>
        <translation>Tab 下一行，1 2 3 设定</translation>
    </message>
    <message>
        <source>The same evidence as MANTCP or as ANUM</source>
        <translation>同一批依据，按 MANTCP 或 ANUM 查看</translation>
    </message>
    <message>
        <source>To clear a raised flag: why it is resolved</source>
        <translation>解除红旗：写明原因</translation>
    </message>
    <message>
        <source>Why the flag is resolved</source>
        <translation>红旗解除的原因</translation>
    </message>
    <message>
        <source>any one pauses the handoff</source>
        <translation>有任何一项则暂停移交</translation>
    </message>
</context>
<context>
    <name>QuestionsCard</name>
    <message>
        <source>Asked on the call card for what is unknown, one or two at a time. A wording on each line; they are asked in turn.</source>
        <translation>对未知项，在通话卡上每次问一两个。每行一种问法，轮流使用。</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The questions are changed.</source>
        <translation>问题已更改。</translation>
    </message>
</context>
<context>
    <name>QuickAddDialog</name>
    <message>
        <source>A time makes it a reminder. Without one the words can be a new person&apos;s name, or whom to log a touch with.</source>
        <translation>写上时间即为提醒。不写时间，可作为新联系人的姓名，或用来查找要记录触达的人。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Log a touch</source>
        <translation>记录触达</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新联系人</translation>
    </message>
    <message>
        <source>Quick add</source>
        <translation>快速添加</translation>
    </message>
    <message>
        <source>Remind me</source>
        <translation>提醒我</translation>
    </message>
</context>
<context>
    <name>RampCard</name>
    <message>
        <source>%1 months in the role: %2.</source>
        <translation>任职 %1 个月：%2。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>%1: %4 %2, quota %3</source>
        <translation>%1：%4 %2，指标 %3</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>上手进度</translation>
    </message>
    <message>
        <source>Say in Settings when you began: targets follow that day.</source>
        <translation>请在设置中填写入职日期，目标随之调整。</translation>
    </message>
    <message>
        <source>The next step usually comes after %1 to %2 months.</source>
        <translation>通常 %1 至 %2 个月后进入下一阶段。</translation>
    </message>
    <message>
        <source>the stroke is the month&apos;s quota</source>
        <translation>横线为当月指标</translation>
    </message>
</context>
<context>
    <name>ReadingSection</name>
    <message>
        <source>Mail is only looked at, never changed or marked. Only messages of people on your list are kept.</source>
        <translation>只查看邮件，从不改动或标记；只保留名单中联系人的来信。</translation>
    </message>
    <message>
        <source>Nothing is read yet. Give an account its IMAP server, or choose a folder into which your mail program saves .eml files.</source>
        <translation>还没有收信来源。请为账户填写 IMAP 服务器，或选择邮件程序保存 .eml 文件的文件夹。</translation>
    </message>
    <message>
        <source>Read %1 no more</source>
        <translation>不再读取 %1</translation>
    </message>
    <message>
        <source>Read a folder of .eml files</source>
        <translation>读取 .eml 文件夹</translation>
    </message>
    <message>
        <source>Read a folder of .eml files…</source>
        <translation>读取 .eml 文件夹…</translation>
    </message>
    <message>
        <source>Read no more</source>
        <translation>不再读取</translation>
    </message>
    <message>
        <source>Reading mail</source>
        <translation>收信</translation>
    </message>
    <message>
        <source>The folders show here once the account has been reached.</source>
        <translation>连接账户后，这里会列出文件夹。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>read without a problem: %1</source>
        <translation>上次正常读取：%1</translation>
    </message>
</context>
<context>
    <name>ReadyPart</name>
    <message>
        <source>Against the rule in use: %1 more, %2 fewer.</source>
        <translation>与现行标准相比：多 %1 人，少 %2 人。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Keep this rule</source>
        <translation>采用此标准</translation>
    </message>
    <message>
        <source>Nothing is known yet of anybody, so nobody can be counted.</source>
        <translation>目前对任何人都还没有了解，无从统计。</translation>
    </message>
    <message>
        <source>The rule that ships</source>
        <translation>随程序提供的标准</translation>
    </message>
    <message>
        <source>Use it again</source>
        <translation>重新采用</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>第 %1 版</translation>
    </message>
    <message>
        <source>Version %1 of the rule holds now.</source>
        <translation>标准第 %1 版现已生效。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What you and your account executives call a lead that sales should take. Agree on it with them; each handoff keeps the version by which it was judged.</source>
        <translation>您与客户执行共同认定、销售应当接手的线索。请与他们商定；每次移交都会记下所依据的版本。</translation>
    </message>
    <message>
        <source>When is a lead ready?</source>
        <translation>线索何时算成熟？</translation>
    </message>
    <message numerus="yes">
        <source>With this rule %n of %1 people of whom something is known are ready.</source>
        <translation>
            <numerusform>按此标准，已有了解的 %1 人中有 %n 人成熟。</numerusform>
        </translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
</context>
<context>
    <name>ReasonsCard</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>A reason of your own</source>
        <translation>自设原因</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Days until they come back: %1</source>
        <translation>多少天后回到名单：%1</translation>
    </message>
    <message>
        <source>No programme</source>
        <translation>不用培育计划</translation>
    </message>
    <message>
        <source>One of your own, such as: frozen until the merger</source>
        <translation>自设一条，例如：合并完成前冻结采购</translation>
    </message>
    <message>
        <source>Programme until then: %1</source>
        <translation>在此之前的培育计划：%1</translation>
    </message>
    <message>
        <source>Reasons for &quot;not ready&quot;</source>
        <translation>“尚不成熟”的原因</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>The reasons are changed.</source>
        <translation>原因已更改。</translation>
    </message>
    <message>
        <source>What to do about each, when they come back, and the programme until then.</source>
        <translation>各原因的应对之策、何时回到名单，以及在此之前的培育计划。</translation>
    </message>
    <message>
        <source>What to do about it</source>
        <translation>应对之策</translation>
    </message>
    <message>
        <source>What to do about it: %1</source>
        <translation>应对之策：%1</translation>
    </message>
    <message>
        <source>back in</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>days, on</source>
        <translation>天，期间</translation>
    </message>
</context>
<context>
    <name>ReceivedCard</name>
    <message>
        <source>(no subject)</source>
        <translation>（无主题）</translation>
    </message>
    <message>
        <source>(no words of their own)</source>
        <translation>（没有新写的内容）</translation>
    </message>
    <message>
        <source>Dealt with</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Formatted</source>
        <translation>带格式</translation>
    </message>
    <message>
        <source>Quoted text</source>
        <translation>引用内容</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全文</translation>
    </message>
</context>
<context>
    <name>RecordFacts</name>
    <message>
        <source>%1, from %2, step %3 of %4</source>
        <translation>%1，自 %2 起，第 %3 步，共 %4 步</translation>
    </message>
    <message>
        <source>%1, step %2 of %3, version %4</source>
        <translation>%1，第 %2 步，共 %3 步，版本 %4</translation>
    </message>
    <message>
        <source>%1, the last %2</source>
        <translation>%1，最近一次 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message>
        <source>, ends %1</source>
        <translation>，%1 结束</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Earlier plans</source>
        <translation>以往计划</translation>
    </message>
    <message>
        <source>Existing</source>
        <translation>老客户</translation>
    </message>
    <message>
        <source>First touch</source>
        <translation>首次触达</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>尚不成熟</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Source, industry</source>
        <translation>来源、行业</translation>
    </message>
    <message>
        <source>Touches</source>
        <translation>触达</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>industry not known</source>
        <translation>行业未知</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>none: give a plan, a date or a reason to end</source>
        <translation>无：请给出计划、日期或结束原因</translation>
    </message>
    <message>
        <source>none; closed: %1</source>
        <translation>无；已关闭：%1</translation>
    </message>
    <message>
        <source>on no plan; stage: %1</source>
        <translation>不在任何计划中；阶段：%1</translation>
    </message>
    <message>
        <source>source not known</source>
        <translation>来源未知</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
</context>
<context>
    <name>RemindEdit</name>
    <message>
        <source> (not a working day of yours)</source>
        <translation>（不是您的工作日）</translation>
    </message>
    <message>
        <source>Reminds you on %1: %2</source>
        <translation>将于 %1 提醒您：%2</translation>
    </message>
    <message>
        <source>Time and what to be reminded of</source>
        <translation>时间和提醒内容</translation>
    </message>
    <message>
        <source>tue 14:00 call Ann · in 2h send the quote · tomorrow: numbers for the team</source>
        <translation>周二 14:00 给王总回电话 · 2小时后发报价 · 明天 交周报</translation>
    </message>
</context>
<context>
    <name>RemindersDialog</name>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>About</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Do not disturb: reminders keep still until %1.</source>
        <translation>免打扰：%1 前不提醒。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>已完成：%1</translation>
    </message>
    <message>
        <source>Go on reminding</source>
        <translation>恢复提醒</translation>
    </message>
    <message>
        <source>Nothing to be reminded of. Type a time and what it is about above.</source>
        <translation>没有提醒。请在上方输入时间和内容。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Pause for an hour</source>
        <translation>暂停一小时</translation>
    </message>
    <message>
        <source>Reminder done</source>
        <translation>提醒已完成</translation>
    </message>
    <message>
        <source>Reminder removed</source>
        <translation>提醒已删除</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Reminders go on</source>
        <translation>已恢复提醒</translation>
    </message>
    <message>
        <source>Reminders keep still for an hour</source>
        <translation>一小时内不提醒</translation>
    </message>
    <message>
        <source>Reminders keep still until %1; what comes due is said then.</source>
        <translation>%1 前不提醒，期间到期的届时一并提示。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message numerus="yes">
        <source>Snooze %n min</source>
        <translation>
            <numerusform>延后 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Until %1: %2</source>
        <translation>延后到 %1：%2</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>due for %1</source>
        <translation>已到期 %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>%1后</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <translation>小结保存到的文件夹</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>Save as files…</source>
        <translation>保存为文件…</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>The report is in the clipboard.</source>
        <translation>小结已复制到剪贴板。</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>工作小结</translation>
    </message>
</context>
<context>
    <name>ResearchField</name>
    <message>
        <source>Source of: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Source: link, paper, person</source>
        <translation>来源：链接、报道、某人</translation>
    </message>
    <message>
        <source>Use in the insight</source>
        <translation>用作洞察的事实</translation>
    </message>
</context>
<context>
    <name>ResearchTab</name>
    <message>
        <source>%1 of %2 known</source>
        <translation>已知 %1/%2</translation>
    </message>
    <message>
        <source>Ask next: %1</source>
        <translation>下次可问：%1</translation>
    </message>
    <message>
        <source>Buyer&apos;s profile</source>
        <translation>买家画像</translation>
    </message>
    <message>
        <source>Colleagues of the same company share all but the fact about the person.</source>
        <translation>除“本人”一项外，同公司的同事共用这些内容。</translation>
    </message>
    <message>
        <source>Depth of the research</source>
        <translation>调研深度</translation>
    </message>
    <message>
        <source>Insight</source>
        <translation>洞察</translation>
    </message>
    <message>
        <source>a plan for the account</source>
        <translation>为整个客户做计划</translation>
    </message>
    <message>
        <source>every touch reviewed and personal</source>
        <translation>每次触达都过目、都专门写</translation>
    </message>
    <message>
        <source>three facts in three minutes</source>
        <translation>三分钟找三个事实</translation>
    </message>
</context>
<context>
    <name>ResearchTimer</name>
    <message>
        <source>Stop the clock</source>
        <translation>停止计时</translation>
    </message>
    <message>
        <source>Three minutes</source>
        <translation>三分钟</translation>
    </message>
    <message>
        <source>Time is up: write with what you have.</source>
        <translation>时间到：就用手头的内容写吧。</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>%1 rows: %2 new, %3 merged, %4 overwritten, %5 left out.</source>
        <translation>共 %1 行：新增 %2，合并 %3，覆盖 %4，略过 %5。</translation>
    </message>
    <message numerus="yes">
        <source>%n of them are on the cadence.</source>
        <translation>
            <numerusform>其中 %n 人已加入节奏。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people are new.</source>
        <translation>
            <numerusform>新增 %n 人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were not put on it, for example: %1</source>
        <translation>
            <numerusform>%n 人未加入，例如：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Import another</source>
        <translation>再导入一份</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>RuleCard</name>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Whom today?</source>
        <translation>今天涉及谁？</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name of the rule</source>
        <translation>规则名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>several with commas</source>
        <translation>多个用逗号分隔</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>RulesPart</name>
    <message>
        <source>%1 (copy)</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>%1 is off.</source>
        <translation>已停用：%1。</translation>
    </message>
    <message>
        <source>%1 is on.</source>
        <translation>已启用：%1。</translation>
    </message>
    <message>
        <source>%1 was added.</source>
        <translation>已添加 %1。</translation>
    </message>
    <message>
        <source>%1 was changed.</source>
        <translation>已修改 %1。</translation>
    </message>
    <message>
        <source>%1 was moved.</source>
        <translation>已移动 %1。</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>已删除 %1。</translation>
    </message>
    <message>
        <source>A segment and an event put people on a cadence or on your list. Nothing is ever sent by a trigger. Before one is switched on you see whom it would take today.</source>
        <translation>符合条件的人在事件发生时，会加入节奏或进入清单。触发器从不自动发送任何内容。启用之前，可先查看今天会涉及哪些人。</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Back to the shipped ones</source>
        <translation>恢复内置规则</translation>
    </message>
    <message>
        <source>Each line that holds gives its points; fit up to 60, intent up to 25, engagement up to 15. What is not known counts half. Without fit the score stays low, however active somebody is.</source>
        <translation>每条成立的规则都会加分：匹配度最多 60 分，意向最多 25 分，互动最多 15 分。未知的信息按一半计。匹配度不足时，再活跃评分也不会高。</translation>
    </message>
    <message>
        <source>For leads that come in. The first one from the top that fits counts; it warns, alerts at the end, and escalates after.</source>
        <translation>用于主动找来的线索。从上往下，第一条符合的规则生效：先预警，到时提醒，逾时升级。</translation>
    </message>
    <message>
        <source>Lead score</source>
        <translation>线索评分</translation>
    </message>
    <message>
        <source>Service levels</source>
        <translation>服务时限</translation>
    </message>
    <message>
        <source>The shipped rules are back.</source>
        <translation>已恢复内置规则。</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>触发器</translation>
    </message>
</context>
<context>
    <name>ScoreDialog</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 / 100</translation>
    </message>
    <message>
        <source>%1: not known, counts half</source>
        <translation>%1：未知，按一半计</translation>
    </message>
    <message>
        <source>At this level the score is the grade alone. Settings, List chooses more.</source>
        <translation>当前级别的评分只看等级。可在“设置 · 清单”中选择更多。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Fit alone counts at this level, scaled to 100.</source>
        <translation>当前级别只计匹配度，折算为百分制。</translation>
    </message>
    <message>
        <source>Held at %1: whoever is active but does not fit is no lead; fit must reach %2.</source>
        <translation>封顶 %1：活跃但不匹配的人不算线索，匹配度须达到 %2。</translation>
    </message>
    <message>
        <source>It suggests grade %1.</source>
        <translation>建议等级 %1。</translation>
    </message>
    <message>
        <source>Lead score of %1</source>
        <translation>%1 的线索评分</translation>
    </message>
    <message>
        <source>Your own results with such people: %1 points.</source>
        <translation>您与这类人的实际结果：%1 分。</translation>
    </message>
    <message>
        <source>assignable</source>
        <translation>可分派</translation>
    </message>
    <message>
        <source>assignable from %1</source>
        <translation>%1 分起可分派</translation>
    </message>
</context>
<context>
    <name>ScoreHead</name>
    <message numerus="yes">
        <source>%n of %1 open people have reached it.</source>
        <translation>
            <numerusform>%1 位进行中的联系人里，有 %n 位已达到。</numerusform>
        </translation>
    </message>
    <message>
        <source>1 Grade alone</source>
        <translation>1 仅看等级</translation>
    </message>
    <message>
        <source>2 Fit</source>
        <translation>2 匹配度</translation>
    </message>
    <message>
        <source>3 Fit, intent, activity</source>
        <translation>3 匹配、意向、互动</translation>
    </message>
    <message>
        <source>4 My results too</source>
        <translation>4 加上我的成果</translation>
    </message>
    <message>
        <source>Assignable from</source>
        <translation>可分配分数线</translation>
    </message>
    <message>
        <source>At level 1 the lines below do not count.</source>
        <translation>在第 1 级，下面的规则不计分。</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>评分依据</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source> d</source>
        <translation> 天</translation>
    </message>
    <message>
        <source> h</source>
        <translation> 小时</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>0 for no cap. Follow-ups go before first touches.</source>
        <translation>0 为不限。跟进优先于首次触达。</translation>
    </message>
    <message>
        <source>A lost deal comes back after</source>
        <translation>丢单多久后重新联系</translation>
    </message>
    <message>
        <source>A plan begins this many days after the person&apos;s last touch at the soonest; 0 for no guard.</source>
        <translation>计划最早在上次触达后这么多天开始；0 为不设间隔。</translation>
    </message>
    <message>
        <source>A returned lead comes back after</source>
        <translation>退回的线索多久后重新联系</translation>
    </message>
    <message>
        <source>A touch outside the plan</source>
        <translation>计划之外的触达</translation>
    </message>
    <message>
        <source>An SDR is measured in qualified meetings a month, an MDR in qualified leads.</source>
        <translation>SDR 以每月合格会议数衡量，MDR 以合格线索数衡量。</translation>
    </message>
    <message>
        <source>An email waits this long after Send before it leaves; 0 sends at once.</source>
        <translation>点“发送”后等待这么久才发出；0 为立即发出。</translation>
    </message>
    <message>
        <source>Answer expected within</source>
        <translation>答复期限</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Ask for a referral, after a deal is won</source>
        <translation>赢单多久后请求转介</translation>
    </message>
    <message>
        <source>Assignable from</source>
        <translation>可分配分数线</translation>
    </message>
    <message>
        <source>At least one day must stay.</source>
        <translation>至少保留一天。</translation>
    </message>
    <message>
        <source>At the end of work: the day&apos;s tallies, and its report.</source>
        <translation>下班时：当天的统计和报告。</translation>
    </message>
    <message>
        <source>At the start of work: how many people are due.</source>
        <translation>上班时：今天有多少人待跟进。</translation>
    </message>
    <message>
        <source>Beside the clock, or minimised. One file in your autostart folder; switching it off takes the file away.</source>
        <translation>在托盘中启动，没有托盘则最小化。会在自动启动文件夹中写入一个文件，关闭后即删除。</translation>
    </message>
    <message>
        <source>Calls a day at most</source>
        <translation>每天电话上限</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Close in the evening</source>
        <translation>傍晚小结</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Counts as the step</source>
        <translation>算作该步骤</translation>
    </message>
    <message>
        <source>Customers like them</source>
        <translation>类似的客户</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>免打扰</translation>
    </message>
    <message>
        <source>Do not disturb from</source>
        <translation>免打扰开始</translation>
    </message>
    <message>
        <source>Do not disturb until</source>
        <translation>免打扰结束</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>邮箱地址</translation>
    </message>
    <message>
        <source>Emails a day at most</source>
        <translation>每天邮件上限</translation>
    </message>
    <message>
        <source>First day in this job</source>
        <translation>入职日期</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>匹配度</translation>
    </message>
    <message>
        <source>Fit outranks clicks at every level.</source>
        <translation>任何级别都是匹配度优先于点击。</translation>
    </message>
    <message>
        <source>Fit, intent, activity</source>
        <translation>匹配、意向、活跃</translation>
    </message>
    <message>
        <source>Folder for handoff packets</source>
        <translation>移交包文件夹</translation>
    </message>
    <message>
        <source>Folder for packets</source>
        <translation>移交包文件夹</translation>
    </message>
    <message>
        <source>For one working day; the bar at the bottom and Numbers measure against them.</source>
        <translation>按每个工作日计；底部状态栏和“数据”页以此对照。</translation>
    </message>
    <message>
        <source>For public holidays.</source>
        <translation>用于公共假日。</translation>
    </message>
    <message>
        <source>Go on beside the clock</source>
        <translation>在托盘中继续运行</translation>
    </message>
    <message>
        <source>Grade alone</source>
        <translation>仅等级</translation>
    </message>
    <message>
        <source>Guard on enrolling</source>
        <translation>加入计划的间隔</translation>
    </message>
    <message>
        <source>Handoff</source>
        <translation>移交</translation>
    </message>
    <message>
        <source>How somebody can say no. Empty takes the one of the template&apos;s language.</source>
        <translation>说明对方怎样拒收。留空则用模板语言的默认一句。</translation>
    </message>
    <message>
        <source>In these hours nothing reminds; afterwards what was held comes as one digest.</source>
        <translation>该时段内不提醒，结束后合并为一条提示。</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>职位</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Lead score from</source>
        <translation>线索评分依据</translation>
    </message>
    <message>
        <source>Learn from my results</source>
        <translation>根据我的成果学习</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>MDR, inbound</source>
        <translation>MDR，入站</translation>
    </message>
    <message>
        <source>Many countries ask for it under every sales email.</source>
        <translation>许多国家要求写在每封销售邮件末尾。</translation>
    </message>
    <message>
        <source>Meetings booked a day</source>
        <translation>每日约定会议</translation>
    </message>
    <message>
        <source>My results too</source>
        <translation>再加我的结果</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No such country. Choose one from the list.</source>
        <translation>没有这个国家。请从列表中选择。</translation>
    </message>
    <message>
        <source>No such time zone. Type a city and choose from the list.</source>
        <translation>没有这个时区。请输入城市并从列表中选择。</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>On: the chances behind the order come from benchmarks at first and move towards your own results of the last 90 days as they grow. Off: benchmarks only. Pinned people stay on top either way.</source>
        <translation>开启：排序的概率先用基准值，随着您近 90 天的成果增多逐步转向自有数据。关闭：只用基准值。置顶的人始终在最前。</translation>
    </message>
    <message>
        <source>One line: who you help, and how.</source>
        <translation>一句话：帮助谁、怎样帮助。</translation>
    </message>
    <message>
        <source>Opt-out line</source>
        <translation>退订说明</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>列表排序</translation>
    </message>
    <message>
        <source>People reached a day</source>
        <translation>每日触达人数</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Plan in the morning</source>
        <translation>早晨计划</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Played by the desktop where it can, else the plain beep of the computer.</source>
        <translation>由桌面播放；桌面不支持时使用系统提示音。</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>通信地址</translation>
    </message>
    <message>
        <source>Power hour lasts</source>
        <translation>专注时段时长</translation>
    </message>
    <message>
        <source>Qualified leads a month, for an MDR</source>
        <translation>MDR 每月合格线索数</translation>
    </message>
    <message>
        <source>Re-dates the step</source>
        <translation>重排该步骤</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>Reminders fire while the program runs, also minimised or beside the clock; what was missed comes as one digest.</source>
        <translation>程序运行时即会提醒，最小化或在托盘中也一样；错过的合并为一条提示。</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>SDR, outbound</source>
        <translation>SDR，出站</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小</translation>
    </message>
    <message>
        <source>Snooze puts off by</source>
        <translation>每次延后</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Start with the desktop</source>
        <translation>随桌面启动</translation>
    </message>
    <message>
        <source>Steps fall on your working days; weekends and public holidays are skipped.</source>
        <translation>步骤排在您的工作日，跳过周末和公共假日。</translation>
    </message>
    <message>
        <source>Stops the plan</source>
        <translation>停止计划</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Templates put these words in. What is empty is asked for before an email goes out.</source>
        <translation>模板会填入这些文字。空缺的会在发邮件前询问。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>The packet asks the account executive to answer by then.</source>
        <translation>移交包会请客户执行在此之前答复。</translation>
    </message>
    <message>
        <source>The score at which a lead counts as assignable.</source>
        <translation>达到此分数的线索视为可分配。</translation>
    </message>
    <message>
        <source>The window hides and reminders go on. Without a tray on this desktop, closing ends the program.</source>
        <translation>窗口隐藏，提醒继续。若桌面没有托盘，关闭窗口即退出程序。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>This desktop has no tray, so there is no icon beside its clock; reminders come in the window and as notifications.</source>
        <translation>此桌面没有系统托盘，因此时钟旁没有图标；提醒会显示在窗口中，也会以通知形式出现。</translation>
    </message>
    <message>
        <source>This is no email address. It looks like name@company.com.</source>
        <translation>这不是邮箱地址。格式如 name@company.com。</translation>
    </message>
    <message>
        <source>Time to take back</source>
        <translation>可撤回时间</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>Two or three names, separated by ;</source>
        <translation>两三个名称，用 ; 隔开</translation>
    </message>
    <message>
        <source>Value proposition</source>
        <translation>价值主张</translation>
    </message>
    <message>
        <source>What you sell</source>
        <translation>您销售什么</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>Work ends at</source>
        <translation>下班时间</translation>
    </message>
    <message>
        <source>Work starts at</source>
        <translation>上班时间</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>Working time</source>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Your name and your firm stand in the emails and in the handoffs that you send.</source>
        <translation>您的姓名和公司会写在您发出的邮件和移交包中。</translation>
    </message>
    <message>
        <source>as this computer: %1</source>
        <translation>与本机相同：%1</translation>
    </message>
    <message>
        <source>asked for each time</source>
        <translation>每次询问</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设定</translation>
    </message>
    <message>
        <source>such as: finance teams close the month three days earlier</source>
        <translation>例如：让财务团队提前三天完成月结</translation>
    </message>
    <message>
        <source>such as: invoice approval</source>
        <translation>例如：发票审批</translation>
    </message>
</context>
<context>
    <name>SentCard</name>
    <message>
        <source>Show the email</source>
        <translation>显示邮件</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
</context>
<context>
    <name>SentPanel</name>
    <message>
        <source>Email</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>No file was kept for this handoff.</source>
        <translation>这次移交没有保留文件。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>移交包</translation>
    </message>
    <message>
        <source>Show on Today</source>
        <translation>在“今天”查看</translation>
    </message>
</context>
<context>
    <name>ServersPart</name>
    <message>
        <source>%1, only sending</source>
        <translation>%1，仅发送</translation>
    </message>
    <message>
        <source>Asks your network&apos;s name server for: %1</source>
        <translation>将向您所在网络的域名服务器查询：%1</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密方式</translation>
    </message>
    <message>
        <source>Find servers</source>
        <translation>查找服务器</translation>
    </message>
    <message>
        <source>Found and filled in: %1</source>
        <translation>已找到并填好：%1</translation>
    </message>
    <message>
        <source>Found, but not of your own domain: %1. Use them only if that is your provider.</source>
        <translation>已找到，但不属于您自己的域名：%1。确认是您的服务商后再使用。</translation>
    </message>
    <message>
        <source>Mail server (IMAP)</source>
        <translation>邮件服务器（IMAP）</translation>
    </message>
    <message>
        <source>Mail server (SMTP)</source>
        <translation>邮件服务器（SMTP）</translation>
    </message>
    <message>
        <source>Nothing was found. Type what your provider or your IT has written down.</source>
        <translation>没有找到。请按服务商或 IT 部门给出的信息填写。</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Read replies from this mailbox (IMAP)</source>
        <translation>读取此邮箱的回复（IMAP）</translation>
    </message>
    <message>
        <source>Type the address first: its domain is what can be looked up.</source>
        <translation>请先填写邮箱地址：查找要用到它的域名。</translation>
    </message>
    <message>
        <source>Use them</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>usually the whole address</source>
        <translation>通常为完整地址</translation>
    </message>
</context>
<context>
    <name>SettingBack</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>%1 saved</source>
        <translation>%1 已保存</translation>
    </message>
    <message>
        <source>Backup written and checked: %1</source>
        <translation>备份已写入并检查：%1</translation>
    </message>
    <message>
        <source>Each change is kept at once; Ctrl Z takes it back.</source>
        <translation>每次修改立即保存；Ctrl Z 可撤销。</translation>
    </message>
    <message>
        <source>Email leaves by %1 from now on</source>
        <translation>今后默认从 %1 发送邮件</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>The day must end after it starts (%1 to %2). Not saved.</source>
        <translation>下班时间须晚于上班时间（%1 至 %2）。未保存。</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Each day it says whom to reach next, why, and what to say, and it keeps what came of it.</source>
        <translation>每天告诉您接下来联系谁、为什么、说什么，并记下结果。</translation>
    </message>
    <message>
        <source>Everything here can be changed later in Settings.</source>
        <translation>以后都可以在“设置”中修改。</translation>
    </message>
    <message>
        <source>Welcome to SDR Desk</source>
        <translation>欢迎使用 SDR Desk</translation>
    </message>
    <message>
        <source>What you do often has a key; buttons show theirs.</source>
        <translation>常用操作都有快捷键，按钮上会标明。</translation>
    </message>
    <message>
        <source>Whatever you do can be undone, except email that has left.</source>
        <translation>除已发出的邮件外，所有操作都可撤销。</translation>
    </message>
    <message>
        <source>Your data stays on this computer. Nothing leaves it but the email you send.</source>
        <translation>数据只保存在这台电脑上。除了您发出的邮件，没有任何内容离开。</translation>
    </message>
</context>
<context>
    <name>SignInPart</name>
    <message>
        <source>%1 shows it beside the client ID. It is kept in the keyring.</source>
        <translation>%1 会在客户端 ID 旁边显示它。它保存在密钥环里。</translation>
    </message>
    <message>
        <source>Authorization code (授权码)</source>
        <translation>授权码</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>客户端 ID</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>客户端密钥</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>How the account signs in</source>
        <translation>账户的登录方式</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Sign in with %1</source>
        <translation>使用 %1 登录</translation>
    </message>
    <message>
        <source>Sign in with the browser</source>
        <translation>用浏览器登录</translation>
    </message>
    <message>
        <source>Signed in. Save keeps it.</source>
        <translation>已登录，保存后生效。</translation>
    </message>
    <message>
        <source>Waiting for your answer in the browser…</source>
        <translation>正在等待您在浏览器中确认…</translation>
    </message>
</context>
<context>
    <name>SlotFill</name>
    <message>
        <source>Fill “%1”</source>
        <translation>填写“%1”</translation>
    </message>
    <message>
        <source>Leave the sentence out</source>
        <translation>删去这一句</translation>
    </message>
</context>
<context>
    <name>SnippetsDialog</name>
    <message>
        <source>;intro</source>
        <translation>;intro</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Short code</source>
        <translation>短码</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Type the code in an email and press Tab. {{ first_name }} becomes the value, ${1:text} a place to stop at.</source>
        <translation>写邮件时输入短码再按 Tab 即可插入。{{ first_name }} 会换成对应的值，${1:text} 是停顿点。</translation>
    </message>
</context>
<context>
    <name>SourceEdit</name>
    <message>
        <source>Words to complete</source>
        <translation>可补全的词</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>添加步骤</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Days after the one before</source>
        <translation>距上一步的天数</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Gaps are counted in days from the last touch; a day that does not work for both of you moves to the next that does.</source>
        <translation>间隔从上一次触达起按自然日计算；若当天任一方不上班，则顺延到双方都上班的日子。</translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation>发送方式</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Variants, spread evenly</source>
        <translation>备选模板（平均分配）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>TagEdit</name>
    <message>
        <source>Tag, as group/name</source>
        <translation>标签，格式为 分组/名称</translation>
    </message>
    <message>
        <source>interest/pricing</source>
        <translation>意向/价格</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>Dial</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>End call</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>If they say</source>
        <translation>对方若说</translation>
    </message>
    <message>
        <source>Log it and go on</source>
        <translation>记录并继续</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next: 3d, tue 14:00 (.)</source>
        <translation>下一步：3天、周二 14:00（.）</translation>
    </message>
    <message>
        <source>Note, saved with the outcome (N)</source>
        <translation>备注，随结果保存（N）</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>开场</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>语音留言</translation>
    </message>
    <message>
        <source>When is it, and what was said?</source>
        <translation>定在何时？谈了什么？</translation>
    </message>
    <message>
        <source>Write down what was said.</source>
        <translation>请记下谈话内容。</translation>
    </message>
    <message>
        <source>on call</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>开场</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>语音留言</translation>
    </message>
</context>
<context>
    <name>Tally</name>
    <message>
        <source>Mail not read since %1</source>
        <translation>%1 起未收到信</translation>
    </message>
    <message>
        <source>Mail not read yet</source>
        <translation>尚未收信</translation>
    </message>
    <message>
        <source>Mail read %1</source>
        <translation>%1 已收信</translation>
    </message>
    <message>
        <source>Outbox %1</source>
        <translation>发件箱 %1</translation>
    </message>
    <message>
        <source>Outbox %1, %2 to settle</source>
        <translation>发件箱 %1，待确认 %2</translation>
    </message>
    <message>
        <source>benchmark 12.7 dials per connect; you</source>
        <translation>基准：每次接通拨 12.7 通；您</translation>
    </message>
</context>
<context>
    <name>TallyBar</name>
    <message>
        <source>All reminders (Ctrl+R)</source>
        <translation>全部提醒（Ctrl+R）</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>联系</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>触达</translation>
    </message>
    <message>
        <source>Read mail now</source>
        <translation>立即收信</translation>
    </message>
</context>
<context>
    <name>TargetCard</name>
    <message>
        <source>Against the target</source>
        <translation>对照目标</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>no target for this time</source>
        <translation>此时段没有目标</translation>
    </message>
    <message>
        <source>the stroke is where you should be by now</source>
        <translation>竖线为此刻应达到的位置</translation>
    </message>
</context>
<context>
    <name>TargetRow</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 short of the target</source>
        <translation>距目标差 %1</translation>
    </message>
    <message>
        <source>should be at %1 by now: %2 ahead</source>
        <translation>此刻应为 %1：领先 %2</translation>
    </message>
    <message>
        <source>should be at %1 by now: %2 behind</source>
        <translation>此刻应为 %1：落后 %2</translation>
    </message>
    <message>
        <source>should be at %1 by now: on pace</source>
        <translation>此刻应为 %1：进度正常</translation>
    </message>
    <message>
        <source>target reached</source>
        <translation>已达标</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>@questions on a line of its own is where the questions that are still open are asked.</source>
        <translation>单独一行写 @questions，就在这里提问尚未弄清的问题。</translation>
    </message>
    <message>
        <source>Back to the shipped text</source>
        <translation>恢复自带文本</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Export to file…</source>
        <translation>导出为文件…</translation>
    </message>
    <message>
        <source>Give it a name first</source>
        <translation>请先起个名称</translation>
    </message>
    <message>
        <source>Mend what is in red first</source>
        <translation>请先改正标红的内容</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name of the template</source>
        <translation>模板名称</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新建模板</translation>
    </message>
    <message>
        <source>Nothing is changed</source>
        <translation>没有修改</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>They say</source>
        <translation>对方会说</translation>
    </message>
    <message>
        <source>Type {{ or press Ctrl+Space for the variables; | after a name for the filters.</source>
        <translation>输入 {{ 或按 Ctrl+空格 选变量；变量名后输入 | 选过滤器。</translation>
    </message>
    <message>
        <source>What you say, a line for each thing</source>
        <translation>您要说的话，每件事一行</translation>
    </message>
</context>
<context>
    <name>TemplatePeople</name>
    <message>
        <source>%1 of %2 people…</source>
        <translation>%1 / %2 人…</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 people lack something; their email waits, the others go.</source>
        <translation>
            <numerusform>%1 人中有 %n 人缺少内容；他们的邮件先等着，其他人的照发。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 people lack something; those lines are left out.</source>
        <translation>
            <numerusform>%1 人中有 %n 人缺少内容；相应的行会略去。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n people have every value.</source>
        <translation>
            <numerusform>%n 人的内容都齐全。</numerusform>
        </translation>
    </message>
    <message>
        <source>Check everybody</source>
        <translation>检查所有人</translation>
    </message>
    <message>
        <source>Enter opens the person.</source>
        <translation>按回车打开此人。</translation>
    </message>
    <message>
        <source>Everybody on a plan</source>
        <translation>计划中的所有人</translation>
    </message>
    <message>
        <source>Nobody on a plan will get this text now.</source>
        <translation>目前计划中没有人会收到这段文字。</translation>
    </message>
    <message>
        <source>People who lack something</source>
        <translation>缺少内容的人</translation>
    </message>
    <message>
        <source>Renders the text for everybody on a plan who speaks its language, and lists who lacks a value.</source>
        <translation>为计划中使用该语言的每个人生成文字，并列出谁缺少内容。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 people.</source>
        <translation>检查到 %1 / %2 人时停止。</translation>
    </message>
    <message>
        <source>Who will get it</source>
        <translation>谁会收到</translation>
    </message>
</context>
<context>
    <name>TemplatePreview</name>
    <message>
        <source>Copy the text</source>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>Lines left out, for these are missing: %1</source>
        <translation>因缺少以下内容而略去的行：%1</translation>
    </message>
    <message>
        <source>Missing for this person: %1</source>
        <translation>此人缺少：%1</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Nobody yet: your own values only</source>
        <translation>还没有人：只用您自己的内容</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Shown for</source>
        <translation>预览对象</translation>
    </message>
    <message>
        <source>The text as this person gets it</source>
        <translation>此人将收到的文字</translation>
    </message>
    <message>
        <source>The text for %1 is on the clipboard.</source>
        <translation>给 %1 的文字已复制到剪贴板。</translation>
    </message>
    <message>
        <source>This is how it was before the mistake.</source>
        <translation>这是出错之前的样子。</translation>
    </message>
</context>
<context>
    <name>TemplateReplies</name>
    <message>
        <source>%1, step %2</source>
        <translation>%1，第 %2 步</translation>
    </message>
    <message>
        <source>Judged by human replies only, not by opens. Each person keeps the text that fell to them; in brackets, where the true rate lies with 95% certainty.</source>
        <translation>只按真人回复评判，不看打开。每个人始终用分到的那一版；括号内是真实回复率有 95% 把握落入的范围。</translation>
    </message>
    <message>
        <source>No email step uses it, so there is nothing to count.</source>
        <translation>没有邮件步骤使用它，无可统计。</translation>
    </message>
</context>
<context>
    <name>TemplateSide</name>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>TemplateVersions</name>
    <message>
        <source>Against the text as it stands: + comes, − goes.</source>
        <translation>与现有文字相比：+ 为新增，− 为删去。</translation>
    </message>
    <message>
        <source>Nothing of it is saved yet.</source>
        <translation>还没有保存过。</translation>
    </message>
    <message>
        <source>The same as the text as it stands.</source>
        <translation>与现有文字相同。</translation>
    </message>
    <message>
        <source>The shipped text</source>
        <translation>自带文本</translation>
    </message>
    <message>
        <source>Use it again</source>
        <translation>重新使用</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What it changes</source>
        <translation>改动内容</translation>
    </message>
    <message>
        <source>comes with the application</source>
        <translation>随软件自带</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
</context>
<context>
    <name>TemplateWords</name>
    <message>
        <source>%1 and %2 more cadences</source>
        <translation>%1，另有 %2 个节奏</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1，第 %2 步</translation>
    </message>
    <message>
        <source>New: nothing of it is saved yet.</source>
        <translation>新模板：还没有保存。</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>at hand in every call</source>
        <translation>每次通话都可用</translation>
    </message>
    <message>
        <source>no step uses it</source>
        <translation>没有步骤使用</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>自带</translation>
    </message>
    <message>
        <source>steps: %1</source>
        <translation>步骤数：%1</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>用于 %1</translation>
    </message>
    <message>
        <source>your version %1</source>
        <translation>我的版本 %1</translation>
    </message>
</context>
<context>
    <name>TemplatesPart</name>
    <message>
        <source>%1 copy</source>
        <translation>%1 副本</translation>
    </message>
    <message>
        <source>%1 is as in version %2 again.</source>
        <translation>%1 已恢复为版本 %2。</translation>
    </message>
    <message>
        <source>%1 is kept as your version %2.</source>
        <translation>%1 已保存为我的版本 %2。</translation>
    </message>
    <message>
        <source>%1 is the shipped text again.</source>
        <translation>%1 已恢复为自带文本。</translation>
    </message>
    <message>
        <source>%1 was added.</source>
        <translation>已添加 %1。</translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <translation>已删除 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%n templates were imported.</source>
        <translation>
            <numerusform>已导入 %n 个模板。</numerusform>
        </translation>
    </message>
    <message>
        <source>Call scripts</source>
        <translation>电话话术</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Export all templates to a folder</source>
        <translation>把全部模板导出到文件夹</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>全部导出…</translation>
    </message>
    <message>
        <source>Export the template</source>
        <translation>导出模板</translation>
    </message>
    <message>
        <source>Find a template</source>
        <translation>查找模板</translation>
    </message>
    <message>
        <source>Find by name or first words</source>
        <translation>按名称或开头文字查找</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>It is called %1 now.</source>
        <translation>现在名为 %1。</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新建模板</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename the template</source>
        <translation>重命名模板</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Templates (*.json)</source>
        <translation>模板 (*.json)</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>已写入 %1。</translation>
    </message>
</context>
<context>
    <name>ThreadLine</name>
    <message>
        <source>Last thread</source>
        <translation>接上次会话</translation>
    </message>
    <message>
        <source>New thread</source>
        <translation>新会话</translation>
    </message>
    <message>
        <source>Their message below</source>
        <translation>附上对方来信</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Show older</source>
        <translation>显示更早的</translation>
    </message>
</context>
<context>
    <name>TimeOffSection</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 was taken out; what was moved stays where it is.</source>
        <translation>已删除 %1；之前顺延的触达保持不动。</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stale ones were left out.</source>
        <translation>
            <numerusform>已略过 %n 个过期步骤。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n touches were spread over the coming days.</source>
        <translation>
            <numerusform>已将 %n 次触达分摊到未来几天。</numerusform>
        </translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>I will be away…</source>
        <translation>我要外出…</translation>
    </message>
    <message>
        <source>Kept.</source>
        <translation>已保存。</translation>
    </message>
    <message numerus="yes">
        <source>Kept; %n touches were moved to the days after.</source>
        <translation>
            <numerusform>已保存；%n 次触达已顺延。</numerusform>
        </translation>
    </message>
    <message>
        <source>No days off yet.</source>
        <translation>还没有休假安排。</translation>
    </message>
    <message>
        <source>On days off and away nothing is due; what falls on them moves to the working days after. Each change can be undone.</source>
        <translation>休假和外出期间不安排触达，到期的会顺延到之后的工作日。每次修改都可撤销。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Time off</source>
        <translation>休假与外出</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TodayDelegate</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Choose a person in the list: J and K, or the arrow keys.</source>
        <translation>在列表中选择一个人：J、K 或方向键。</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Emails</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Import a list</source>
        <translation>导入名单</translation>
    </message>
    <message>
        <source>Import a list, or put people on a plan on the Prospects page.</source>
        <translation>导入名单，或在“潜在客户”页为人员加入计划。</translation>
    </message>
    <message>
        <source>Nobody fits this filter today.</source>
        <translation>今天没有符合筛选的人。</translation>
    </message>
    <message>
        <source>Nobody is due</source>
        <translation>没有到期的人</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里没有内容</translation>
    </message>
    <message>
        <source>People to contact, best first</source>
        <translation>待联系的人，最值得的在前</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>SLA</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>What has a fixed time is still shown; everything else waits.</source>
        <translation>有约定时间的仍会显示，其余一律等待。</translation>
    </message>
    <message>
        <source>You are away</source>
        <translation>您在休假</translation>
    </message>
</context>
<context>
    <name>TouchReader</name>
    <message>
        <source>Back to the touches</source>
        <translation>返回触达列表</translation>
    </message>
    <message>
        <source>From %1 · %2</source>
        <translation>来自 %1 · %2</translation>
    </message>
    <message>
        <source>No note was written.</source>
        <translation>没有备注。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Text of the email</source>
        <translation>邮件正文</translation>
    </message>
    <message>
        <source>This email did not leave by SDR Desk, so its text is not here. Look in the Sent folder of your mail program.</source>
        <translation>这封邮件不是由 SDR Desk 发出的，因此这里没有正文。请在邮件程序的已发送文件夹中查看。</translation>
    </message>
    <message>
        <source>To %1 · %2, %3</source>
        <translation>致 %1 · %2，%3</translation>
    </message>
</context>
<context>
    <name>TouchView</name>
    <message>
        <source>Touches</source>
        <translation>触达</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>%1 came to us: %2 left</source>
        <translation>%1 主动找来，还剩 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 came to us: %n min left</source>
        <translation>
            <numerusform>%1 主动找来，还剩 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 came to us: late %n min</source>
        <translation>
            <numerusform>%1 主动找来，已超时 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a touch…</source>
        <translation>记录触达…</translation>
    </message>
    <message>
        <source>Go on reminding</source>
        <translation>恢复提醒</translation>
    </message>
    <message>
        <source>Go on reminding (paused until %1)</source>
        <translation>恢复提醒（已暂停至 %1）</translation>
    </message>
    <message>
        <source>Goes on here and reminds. Quit is in this menu.</source>
        <translation>程序在此继续运行并提醒。可在此菜单中退出。</translation>
    </message>
    <message>
        <source>Open SDR Desk</source>
        <translation>打开 SDR Desk</translation>
    </message>
    <message>
        <source>Pause reminders for an hour</source>
        <translation>暂停提醒一小时</translation>
    </message>
    <message>
        <source>Pause reminders until tomorrow</source>
        <translation>暂停提醒至明天</translation>
    </message>
    <message>
        <source>Power hour</source>
        <translation>专注一小时</translation>
    </message>
    <message>
        <source>Quick add…</source>
        <translation>快速添加…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>提醒</translation>
    </message>
    <message>
        <source>SDR Desk</source>
        <translation>SDR Desk</translation>
    </message>
    <message>
        <source>Today: reach %1 · connect %2 · conversation %3 · meetings %4</source>
        <translation>今天：触达 %1 · 联系上 %2 · 对话 %3 · 会议 %4</translation>
    </message>
</context>
<context>
    <name>TriggerPreview</name>
    <message numerus="yes">
        <source>%n would be left out:</source>
        <translation>
            <numerusform>以下 %n 人不会加入：</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Leave it off</source>
        <translation>暂不启用</translation>
    </message>
    <message>
        <source>Looking who it would be…</source>
        <translation>正在查找会涉及的人…</translation>
    </message>
    <message>
        <source>Nothing is ever sent by a trigger. People come onto a cadence or onto the list; each email waits for you to send it.</source>
        <translation>触发器从不自动发送。相关的人只会加入节奏或进入清单，每封邮件都等您亲自发送。</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>启用</translation>
    </message>
    <message numerus="yes">
        <source>Today it would take %n people.</source>
        <translation>
            <numerusform>今天会涉及 %n 人。</numerusform>
        </translation>
    </message>
    <message>
        <source>Today it would take nobody.</source>
        <translation>今天不会涉及任何人。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 人</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UsageLines</name>
    <message>
        <source>%1: %2 of %3 this hour, %4 of %5 today</source>
        <translation>%1：本小时 %2/%3，今日 %4/%5</translation>
    </message>
    <message numerus="yes">
        <source>%n more accounts</source>
        <translation>
            <numerusform>另有 %n 个账户</numerusform>
        </translation>
    </message>
    <message>
        <source>the next may leave at %1</source>
        <translation>下一封最早 %1 发出</translation>
    </message>
    <message>
        <source>this account only sends: replies are not seen here</source>
        <translation>此账户仅发送，这里看不到回复</translation>
    </message>
</context>
<context>
    <name>VariantView</name>
    <message numerus="yes">
        <source>%1 of %n replied: %2% (%3 to %4%)</source>
        <translation>
            <numerusform>%n 人中 %1 人回复：%2%（%3 至 %4%）</numerusform>
        </translation>
    </message>
    <message>
        <source>not sent yet</source>
        <translation>尚未发送</translation>
    </message>
</context>
<context>
    <name>WhatIf</name>
    <message>
        <source>What if</source>
        <translation>假如</translation>
    </message>
    <message>
        <source>emails a working day</source>
        <translation>每个工作日的邮件</translation>
    </message>
    <message>
        <source>middle of the benchmark</source>
        <translation>基准中值</translation>
    </message>
    <message>
        <source>tried</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>yours in this period</source>
        <translation>您在此期间的数值</translation>
    </message>
</context>
<context>
    <name>WhenEdit</name>
    <message>
        <source>%1, not a working day of yours</source>
        <translation>%1，非您的工作日</translation>
    </message>
</context>
<context>
    <name>WhyBar</name>
    <message>
        <source>Why now</source>
        <translation>为何现在</translation>
    </message>
</context>
<context>
    <name>WorkPanel</name>
    <message>
        <source>Call</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>End call</source>
        <translation>结束通话</translation>
    </message>
    <message>
        <source>History</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Qualify</source>
        <translation>资格</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>调研</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>%1 handed off. Undo takes back the record; the file stays in its folder.</source>
        <translation>已移交 %1。撤销只收回记录，文件仍在文件夹中。</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
</TS>
