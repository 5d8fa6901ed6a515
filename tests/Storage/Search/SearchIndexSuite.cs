using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Search;
using Skiller.Contracts.Skills;
using Skiller.Grains.Projections;
using Skiller.Grains.Search;
using Xunit;

namespace Skiller.Tests.Storage.Search;

/// <summary>What every driver of the search promises: the same found in the same order, and rows that follow every change.</summary>
public abstract class SearchIndexSuite : IAsyncLifetime
{
    private const string Rows = "select coalesce(group_concat(r, ';'), '') from (select shard || ' ' || token || ' ' || kind || ' ' || segment || ' ' || documents || ' ' || hex(postings) as r from search_posting order by r)";

    private const string PostgresRows = "select coalesce(string_agg(r, ';' order by r), '') from (select shard || ' ' || token || ' ' || kind || ' ' || segment || ' ' || documents || ' ' || upper(encode(postings, 'hex')) collate \"C\" as r from search_posting) x";

    private static readonly string[] _words = ["négocier", "tarifs", "client", "recrutement", "entretien", "budget", "stratégie", "e-mail", "équipe", "contrat"];
    private StorageUnderTest _storage = null!;
    private ISearchIndex _index = null!;

    public async ValueTask InitializeAsync()
    {
        _storage = await NewStorage();
        _index = _storage.Open().Get<ISearchIndex>();
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_two_writers_from_one_mark_the_loser_writes_nothing()
    {
        Assert.True(await _index.Write("l:1", 0, 5, [Asked(1, "Négocier ses tarifs")], default));
        Assert.False(await _index.Write("l:1", 0, 6, [Asked(2, "Négocier ses tarifs")], default));
        Assert.False(await _index.Write("l:1", 4, 6, [Asked(3, "Négocier ses tarifs")], default));

        Assert.Equal(5, await _index.LoadMark("l:1", default));
        Assert.Equal([1L], await Found("tarifs"));
    }

    [Theory]
    [InlineData("negocier tarif")]
    [InlineData("NÉGOCIATION DES TARIFS")]
    [InlineData("je négocie mon tarif")]
    [InlineData("negocer tarfis")]
    [InlineData("l'entretien d'embauche")]
    [InlineData("embauche")]
    [InlineData("recruter")]
    [InlineData("hiring interview")]
    [InlineData("email client")]
    [InlineData("rendez vous")]
    [InlineData("développeur c#")]
    public async Task What_is_meant_is_found_first_whatever_its_accents_forms_and_errors(string query)
    {
        await Write(
            Asked(1, "Comment négocier ses tarifs avec un gros client ?", "fr"),
            Asked(2, "Préparer un entretien d’embauche en anglais", "fr"),
            Asked(3, "Un recrutement raté, que faire ?", "fr"),
            Asked(4, "Écrire un e-mail à un client mécontent", "fr"),
            Asked(5, "Prendre rendez-vous sans relancer dix fois", "fr"),
            Asked(6, "Un développeur C# débutant doit-il apprendre SQL ?", "fr", skills: ["c#"]));
        var expected = query switch
        {
            "l'entretien d'embauche" or "embauche" or "hiring interview" => 2L,
            "recruter" => 3,
            "email client" => 4,
            "rendez vous" => 5,
            "développeur c#" => 6,
            _ => 1,
        };

        Assert.Equal(expected, (await Found(query)).FirstOrDefault());
    }

    [Fact]
    public async Task The_words_themselves_come_before_other_forms_synonyms_and_mistyped_ones()
    {
        await Write(
            Asked(1, "Le recrutement des cadres", "fr"),
            Asked(2, "L’embauche des cadres", "fr"),
            Asked(3, "Recruter des cadres", "fr"));

        Assert.Equal([1L, 3, 2], await Found("recrutement cadres"));
        Assert.Equal(2, (await Found("embauche cadres"))[0]);
    }

    [Theory]
    [InlineData("enlever les lignes répétées d'une feuille de calcul", 1)]
    [InlineData("réparer un robinet qui coule", 2)]
    [InlineData("demander une aide financière à la mairie", 3)]
    [InlineData("erase duplicates", 1)]
    public async Task What_is_said_in_other_words_is_found_by_what_they_have_in_common(string query, long expected)
    {
        await Write(
            Asked(1, "Comment supprimer les doublons d’un tableur ?"),
            Asked(2, "Mon mitigeur goutte encore"),
            Asked(3, "Un dossier de subvention pour la commune"),
            Asked(4, "Préparer une présentation de dix minutes"));

        Assert.Equal(expected, (await Found(query)).FirstOrDefault());
    }

    [Fact]
    public async Task A_long_question_of_which_one_common_word_is_there_finds_something_after_what_has_more_of_it()
    {
        await Write(Asked(1, "Le budget d’une équipe"), Asked(2, "Une équipe à distance"), Asked(3, "Le calendrier d’une équipe"), Asked(4, "Un chantier"));

        Assert.Equal([3L, 2, 1], await Found("quel calendrier commun afficher aujourd'hui quand une équipe voyage souvent entre plusieurs continents lointains"));
    }

    /// <summary>One literal for both databases: whoever changes a weight changes it here, and both follow.</summary>
    [Theory]
    [InlineData("budget équipe", "3:17676 29:16987 12:16125")]
    [InlineData("recruter un developeur", "41:58024 7:4566 2:4565")]
    [InlineData("contrat client", "22:19315 9:18787 26:18661")]
    public async Task Both_databases_give_the_same_worth_to_the_same_documents(string query, string expected)
    {
        var random = new Random(11);
        await Write([.. Enumerable.Range(1, 40).Select(id => Asked(id, Text(random), body: Text(random), skills: id % 3 == 0 ? ["budget"] : ["contrat"]))]);
        await Write(Asked(41, "Recruter un développeur"), new SearchChange.Answered(new QuestionId(7), new AnswerId(70), "Une embauche."));

        Assert.Equal(expected, string.Join(' ', (await Find(query, SearchKind.Question)).Best.Take(3).Select(static found => $"{found.Document}:{found.Key}")));
    }

    [Fact]
    public async Task A_title_weighs_more_than_a_body_and_a_body_more_than_answers()
    {
        await Write(
            Asked(1, "Une question de fond", body: "Que dire de la trésorerie quand tout va bien ?"),
            Asked(2, "La trésorerie quand tout va bien"),
            Asked(3, "Une question de forme"),
            new SearchChange.Answered(new QuestionId(3), new AnswerId(30), "Que dire de la trésorerie quand tout va bien ?"));

        Assert.Equal([2L, 1, 3], await Found("trésorerie"));
    }

    [Fact]
    public async Task Operators_narrow_what_is_found()
    {
        await Write(
            Asked(1, "Le budget d’une équipe", author: 87, skills: ["finance"]),
            Asked(2, "Le budget d’un projet", author: 88, skills: ["gestion-de-projet"]),
            new SearchChange.Answered(new QuestionId(2), new AnswerId(20), "Il faut d’abord un calendrier."));

        Assert.Equal([1L], await Found("budget [finance]"));
        Assert.Equal([1L], await Found("budget is:unanswered"));
        Assert.Equal([2L], await Found("budget -équipes"));
        Assert.Equal([2L], await Found("\"budget d'un projet\""));
        Assert.Empty(await Found("\"projet budget\""));
        Assert.Equal([2L], await Found("budget author:someone", author: 88));
        Assert.Equal([1L], await Found("[finance]"));
        Assert.Equal([1L], await Found("is:unanswered"));
    }

    [Fact]
    public async Task Members_and_skills_are_found_too_and_only_them_where_they_are_asked_for()
    {
        await Write(
            new SearchChange.Joined(new MemberId(87), "ada-l", "Ada Lovelace", "Mathématicienne", "Des *machines* à calculer.", [SkillSlug.Parse("analyse")]),
            Asked(1, "Une machine à calculer", skills: ["analyse"]),
            new SearchChange.Used(SkillSlug.Parse("analyse")),
            new SearchChange.Described(SkillSlug.Parse("analyse"), "L’art des machines."));

        Assert.Equal([SearchKind.Member], (await Find("lovelace")).Best.Select(static found => found.Kind));
        Assert.Equal([87L], await Found("ada", kind: SearchKind.Member));
        Assert.Equal([SearchKind.Question, SearchKind.Member, SearchKind.Skill], (await Find("machines")).Best.Select(static found => found.Kind).Order());
        Assert.Equal([SearchKind.Skill], (await Find("analyse", SearchKind.Skill)).Best.Select(static found => found.Kind));
    }

    [Fact]
    public async Task What_is_edited_deleted_and_brought_back_is_found_as_it_is_now()
    {
        var question = new QuestionId(1);
        await Write(Asked(1, "Une facture impayée", body: "Corps d’avant."), new SearchChange.Answered(question, new AnswerId(10), "Une mise en demeure."));
        Assert.Equal([1L], await Found("demeure"));

        await Write(new SearchChange.Shown(question, new AnswerId(10), false));
        Assert.Empty(await Found("demeure"));
        Assert.Equal([1L], await Found("is:unanswered"));
        await Write(new SearchChange.Shown(question, new AnswerId(10), true), new SearchChange.Shown(question, null, false));
        Assert.Empty(await Found("facture"));
        await Write(new SearchChange.Shown(question, null, true), new SearchChange.QuestionEdited(question, "Une dette ancienne", "Autre corps.", [SkillSlug.Parse("droit")]));
        Assert.Empty(await Found("impayée"));
        Assert.Empty(await Found("avant"));
        Assert.Equal([1L], await Found("dette [droit]"));
        Assert.Empty(await Found("is:unanswered"));
        await Write(new SearchChange.Answered(question, new AnswerId(10), "Autre chose."));
        Assert.Empty(await Found("demeure"));
    }

    [Fact]
    public async Task After_any_changes_the_lists_are_those_of_what_is_there_now()
    {
        var random = new Random(7);
        var now = new SortedDictionary<long, (string Title, string Body, bool Shown, SortedDictionary<long, (string Body, bool Shown)> Answers)>();
        for (var round = 0; round < 40; round++)
        {
            await Write([.. Enumerable.Range(0, 5).Select(_ => Anything(random, now))]);
        }

        var kept = await Kept();
        await _storage.Open().Get<IDerivedState>().ClearSearch(default);
        Assert.Equal(0, await _index.LoadMark("l:0", default));
        Assert.Equal("", await Kept());
        await Write([.. now.SelectMany(static one => Whole(one.Key, one.Value))]);
        Assert.Equal(await Kept(), kept);
        await Write([.. now.Keys.SelectMany(static one => new SearchChange[] { new SearchChange.QuestionEdited(new QuestionId(one), "", "", []) }),
            .. now.SelectMany(static one => one.Value.Answers.Keys.Select(answer => new SearchChange.Answered(new QuestionId(one.Key), new AnswerId(answer), "")))]);
        Assert.Equal(0L, Convert.ToInt64(await _storage.Scalar("select count(*) from search_word", "select count(*) from search_word"), null));
    }

    private protected abstract Task<StorageUnderTest> NewStorage();

    private static SearchChange Anything(
        Random random, SortedDictionary<long, (string Title, string Body, bool Shown, SortedDictionary<long, (string Body, bool Shown)> Answers)> now)
    {
        var id = 1_000 + random.Next(12);
        if (!now.TryGetValue(id, out var one))
        {
            now[id] = one = (Text(random), Text(random), true, []);
            return new SearchChange.Asked(new QuestionId(id), one.Title, one.Body, [], Locale.Fr, null);
        }

        var answer = 9_000 + (id * 10) + random.Next(3);
        switch (random.Next(5))
        {
            case 0:
                now[id] = one with { Title = Text(random) };
                return new SearchChange.QuestionEdited(new QuestionId(id), now[id].Title, null, null);
            case 1:
                now[id] = one with { Shown = !one.Shown };
                return new SearchChange.Shown(new QuestionId(id), null, now[id].Shown);
            case 2 when one.Answers.TryGetValue(answer, out var there):
                one.Answers[answer] = there with { Shown = !there.Shown };
                return new SearchChange.Shown(new QuestionId(id), new AnswerId(answer), one.Answers[answer].Shown);
            default:
                one.Answers[answer] = (Text(random), !one.Answers.TryGetValue(answer, out var known) || known.Shown);
                return new SearchChange.Answered(new QuestionId(id), new AnswerId(answer), one.Answers[answer].Body);
        }
    }

    private static IEnumerable<SearchChange> Whole(long id, (string Title, string Body, bool Shown, SortedDictionary<long, (string Body, bool Shown)> Answers) one)
    {
        yield return new SearchChange.Asked(new QuestionId(id), one.Title, one.Body, [], Locale.Fr, null);
        foreach (var (answer, (body, shown)) in one.Answers)
        {
            yield return new SearchChange.Answered(new QuestionId(id), new AnswerId(answer), body);
            if (!shown)
            {
                yield return new SearchChange.Shown(new QuestionId(id), new AnswerId(answer), false);
            }
        }

        if (!one.Shown)
        {
            yield return new SearchChange.Shown(new QuestionId(id), null, false);
        }
    }

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => _words[random.Next(_words.Length)]));

    private static SearchChange.Asked Asked(long id, string title, string locale = "fr", string body = "", long? author = null, string[]? skills = null) => new(
        new QuestionId(id),
        title,
        body,
        [.. (skills ?? []).Select(SkillSlug.Parse)],
        locale == "fr" ? Locale.Fr : Locale.En,
        author is { } member ? new MemberId(member) : null);

    private async Task Write(params SearchChange[] changes)
    {
        var mark = await _index.LoadMark("l:0", default);
        Assert.True(await _index.Write("l:0", mark, mark + 1, changes, default));
    }

    private Task<SearchFindings> Find(string query, SearchKind? kind = null, long? author = null) => new Searching(_index).Find(
        SearchWording.Of(query), kind, Locale.Fr, author is { } member ? new MemberId(member) : null, null, default);

    private async Task<ImmutableArray<long>> Found(string query, SearchKind? kind = SearchKind.Question, long? author = null) =>
        [.. (await Find(query, kind, author)).Best.Select(static found => found.Document)];

    private async Task<string?> Kept() => (await _storage.Scalar(Rows, PostgresRows))?.ToString();
}

public sealed class SqliteSearchIndexTests : SearchIndexSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => SqliteUnderTest.New();
}

public sealed class PostgresSearchIndexTests : SearchIndexSuite
{
    private protected override Task<StorageUnderTest> NewStorage() => PostgresUnderTest.New();
}
