using System.Collections.Immutable;
using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;
using Skiller.Grains.Webhooks;
using Skiller.Tests.Cluster.Projections;
using Xunit;

namespace Skiller.Tests.Cluster.Laws;

/// <summary>Six members who do at random what can be done; what is refused is no fact. The first of them is an administrator.</summary>
internal sealed class RandomCommunity(StreamCluster cluster)
{
    private const string Body = "Long enough to be an answer to anything";
    private static readonly Act[] _frequent = [Act.Answer, Act.Comment, Act.Accept, Act.Edit, Act.Follow, Act.Delete];
    private static readonly QuestionId _past = new(1_000);
    private static readonly ImmutableArray<SkillSlug> _skills = [SkillSlug.Parse("sql"), SkillSlug.Parse("c#"), SkillSlug.Parse("orleans")];

    private readonly List<QuestionId> _questions = [_past];
    private readonly List<(QuestionId Question, PostRef Post, int By)> _posts = [(_past, PostRef.Question, 0), (_past, new PostRef(new AnswerId(1_001)), 1)];
    private readonly List<(QuestionId Question, PostRef Post, CommentId Comment, int By)> _comments = [];
    private readonly Dictionary<(QuestionId, PostRef), int> _versions = [];
    private long _last = 2_000;

    /// <summary>What can be done.</summary>
    internal enum Act
    {
        Ask,
        Answer,
        Comment,
        Edit,
        EditComment,
        DeleteComment,
        Accept,
        Vote,
        Delete,
        Undelete,
        Follow,
        Unfollow,
        Mute,
        Unmute,
        Block,
        Unblock,
        Endorse,
        Read,
    }

    public static ImmutableArray<MemberId> Members { get; } = [.. Enumerable.Range(1, 6).Select(static member => new MemberId(member))];

    /// <summary>The webhooks that there are: one of the site, one of a member who wants all, one of a member who wants answers alone.</summary>
    public static ImmutableArray<(MemberId? Owner, ImmutableArray<string> Kinds)> Hooks { get; } = [(null, []), (Members[1], []), (Members[2], ["notification.answer"])];

    /// <summary>What somebody does, to what, and whom or what else it takes.</summary>
    public static Gen<Step> Steps { get; } = Gen.Select(
        Gen.Frequency((1, Gen.Enum<Act>()), (1, Gen.Int[0, _frequent.Length - 1].Select(static act => _frequent[act]))), Gen.Int[0, Members.Length - 1], Gen.Int[0, 99], Gen.Int[0, Members.Length - 1], static (act, who, what, whom) => new Step(act, who, what, whom));

    /// <summary>All that can be followed.</summary>
    public IEnumerable<Source> Sources => [.. _questions.Select(Source.Of), .. _skills.Select(Source.Of), .. Members.Select(Source.Of)];

    /// <summary>Members, and a question of the past with an answer.</summary>
    public async Task Found()
    {
        foreach (var member in Members)
        {
            Assert.True(Handle.TryParse(PlainRecord.HandleOf(member), out var handle));
            var command = new ImportMember(handle, $"Member {member}", null, null, Locale.En, DateTimeOffset.UnixEpoch, new CommandId($"{member.Value:x64}", new string('f', 64)));
            Assert.Null((await cluster.Grains.Member(member).Import(command, default)).Refusal);
        }

        var noon = new DateTimeOffset(2020, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await cluster.Append(
            GrainKeys.Of(_past),
            0,
            Past(new QuestionAsked(Members[0], "How was it done in the past?", $"{Body}.", _skills, Locale.En, 0), Members[0]),
            Past(new AnswerPosted(new AnswerId(1_001), Members[1], $"{Body}. See @{PlainRecord.HandleOf(Members[2])}.", _skills), Members[1]));

        foreach (var (owner, kinds) in Hooks)
        {
            var stream = GrainKeys.WebhooksOf(owner);
            await cluster.Append(stream, 0, FactCodec.Encode(stream, new TimedFact(new WebhookMade(1, "https://hooks.example/1", [.. kinds]), noon, owner)));
        }

        NewActivity Past(Fact fact, MemberId actor) => FactCodec.Encode(GrainKeys.Of(_past), new TimedFact(fact, noon, actor) { IsPast = true });
    }

    public async Task Do(Step step)
    {
        var (about, post, author) = _posts[step.What % _posts.Count];
        var asker = _posts.First(one => one.Question == about).By;
        var question = cluster.Grains.Question(about);
        var text = $"{Body}, said in {++_last}. See @{PlainRecord.HandleOf(Members[step.Whom])}.";
        switch (step.Act)
        {
            case Act.Ask:
                var asked = new QuestionId(_last);
                ImmutableArray<SkillSlug> skills = [_skills[step.What % _skills.Length]];
                await cluster.Grains.Question(asked).Ask(new AskQuestion(As(step.Who), asked, "How is it done in the end?", text, skills, Locale.En, null), default);
                _questions.Add(asked);
                _posts.Add((asked, PostRef.Question, step.Who));
                break;
            case Act.Answer:
                if ((await question.Answer(new PostAnswer(As(step.Who), new AnswerId(_last), text, null), default)).Refusal is null)
                {
                    _posts.Add((about, new PostRef(new AnswerId(_last)), step.Who));
                }

                break;
            case Act.Comment:
                if ((await question.Comment(new PostComment(As(step.Who), post, new CommentId(_last), text, null), default)).Refusal is null)
                {
                    _comments.Add((about, post, new CommentId(_last), step.Who));
                }

                break;
            case Act.Edit:
                var version = _versions.GetValueOrDefault((about, post), 1);
                _versions[(about, post)] = (await question.Edit(new EditPost(Often(author), post, version, null, text, null, null), default)).Value?.Version ?? version;
                break;
            case Act.EditComment when _comments.Count > 0:
                var (edited, under, said, by) = _comments[step.What % _comments.Count];
                await cluster.Grains.Question(edited).EditComment(new EditComment(Often(by), under, said, text), default);
                break;
            case Act.DeleteComment when _comments.Count > 0:
                var (unsaid, below, gone, _) = _comments[step.What % _comments.Count];
                await cluster.Grains.Question(unsaid).DeleteComment(new DeleteComment(Often(0), below, gone), default);
                break;
            case Act.Accept:
                await question.Accept(new AcceptAnswer(As(asker), step.Whom == 0 ? null : post.Answer), default);
                break;
            case Act.Vote:
                await question.Vote(new CastVote(As(step.Who), post, (step.Whom % 3) - 1), default);
                break;
            case Act.Delete:
                await question.Delete(new DeletePost(Often(0), post), default);
                break;
            case Act.Undelete:
                await question.Undelete(new UndeletePost(As(0), post, null), default);
                break;
            case Act.Endorse:
                await cluster.Grains.Member(Members[step.Whom]).Endorse(new EndorseSkill(As(step.Who), _skills[step.What % _skills.Length], $"{step.What}"), default);
                break;
            case Act.Read when step.Whom == 0:
                await cluster.Grains.Notifications(Members[step.Who]).Read(await cluster.Log.Head(default) - (step.What % 9), default);
                break;
            default:
                await Choose(step);
                break;
        }

        // Whoever may do it, as a rule.
        Actor Often(int member) => As(step.Whom == 0 ? step.Who : member);
    }

    private static Actor As(int member) => new(Members[member], member == 0 ? Role.Administrator : Role.Member, null);

    private async Task Choose(Step step)
    {
        Source[] sources = [.. Sources];
        var command = new ChooseSource(As(step.Who), step.Act is Act.Block or Act.Unblock ? Source.Of(Members[step.Whom]) : sources[step.What % sources.Length]);
        var following = cluster.Grains.Following(Members[step.Who]);
        await (step.Act switch
        {
            Act.Follow => following.Follow(command, default),
            Act.Unfollow => following.Unfollow(command, default),
            Act.Mute => following.Mute(command, default),
            Act.Unmute => following.Unmute(command, default),
            Act.Block => following.Block(command, default),
            _ => following.Unblock(command, default),
        });
    }

    internal readonly record struct Step(Act Act, int Who, int What, int Whom);
}
