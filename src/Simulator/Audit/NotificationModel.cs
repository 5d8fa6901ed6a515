using Skiller.Simulator.Journal;

namespace Skiller.Simulator.Audit;

/// <summary>
/// How often a member is told of what, by the published rules: who asked, answered or follows a question of each answer to it until they follow it no more, authors of comments on their
/// posts and of acceptances, members of endorsements, inviters of newcomers; nobody of what they did themselves. Where two acts overlapped in time, only
/// the target knows which came first.
/// </summary>
internal static class NotificationModel
{
    /// <summary>By kind and subject: a question's id, or nothing.</summary>
    public static Dictionary<(string Kind, string Subject), Bounds> Expected(History history, string member)
    {
        var told = new Dictionary<(string, string), Bounds>();
        foreach (var asked in history.Of(member))
        {
            Answers(told, asked, member);
            foreach (var post in asked.Posts.Where(post => post.Author == member))
            {
                foreach (var comment in post.Comments.Where(comment => comment.By != member))
                {
                    Add(told, "comment", asked.Post.Id, comment);
                }
            }

            Acceptances(told, asked, member);
        }

        foreach (var peers in history.Endorsements.GetValueOrDefault(member, []).GroupBy(static said => (said.By, said.Skills![0])))
        {
            Add(told, "endorsement", "", Certain(peers) ? peers.First(static said => said.IsAcknowledged) : peers.First());
        }

        foreach (var newcomer in history.Invited.GetValueOrDefault(member, []))
        {
            Add(told, "invitation-used", "", newcomer);
        }

        return told;
    }

    private static bool Certain(IEnumerable<JournalLine> lines) => lines.Any(static line => line.IsAcknowledged);

    private static void Answers(Dictionary<(string, string), Bounds> told, Asked asked, string member)
    {
        List<JournalLine> followed =
        [
            .. asked.Posts.Where(post => post.Author == member).Select(static post => post.Line),
            .. asked.Follows.Where(follow => follow.By == member),
            .. asked.UnknownAnswers.Where(answer => answer.By == member),
        ];
        if (followed.Count == 0)
        {
            return;
        }

        var left = asked.Unfollows.FindAll(end => end.By == member);

        foreach (var answer in asked.Answers.Select(static post => post.Line).Concat(asked.UnknownAnswers).Where(answer => answer.By != member))
        {
            var surely = followed.Exists(follow => follow.IsAcknowledged && follow.Ended < answer.Began && !left.Exists(end => end.Ended >= follow.Began && end.Began <= answer.Ended));
            var perhaps = followed.Exists(follow => follow.Began <= answer.Ended && !left.Exists(end => end.IsAcknowledged && end.Began > follow.Ended && end.Ended < answer.Began));
            var bounds = new Bounds(surely && answer.IsAcknowledged ? 1 : 0, perhaps ? 1 : 0);
            told[("answer", asked.Post.Id)] = told.GetValueOrDefault(("answer", asked.Post.Id)) + bounds;
        }
    }

    private static void Acceptances(Dictionary<(string, string), Bounds> told, Asked asked, string member)
    {
        string? before = null;
        foreach (var acceptance in asked.Acceptances)
        {
            if (acceptance.Answer != before && asked.Post.Author != member && asked.Answers.Exists(answer => answer.Id == acceptance.Answer && answer.Author == member))
            {
                Add(told, "acceptance", asked.Post.Id, acceptance);
            }

            before = acceptance.Answer;
        }
    }

    private static void Add(Dictionary<(string, string), Bounds> told, string kind, string subject, JournalLine act) =>
        told[(kind, subject)] = told.GetValueOrDefault((kind, subject)) + new Bounds(act.IsAcknowledged ? 1 : 0, 1);
}
