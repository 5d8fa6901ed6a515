using System.Data.Common;
using Microsoft.Data.Sqlite;
using Skiller.Storage.Sqlite;

namespace Skiller.Storage.Import;

/// <summary>
/// A temporary database that brings together, by question and time, what the files of a dump hold apart, so that memory does not grow with
/// them. Nothing in it is worth keeping: a resumed import makes it anew.
/// </summary>
internal sealed class ImportStage : IDisposable
{
    private const int RowsPerCommit = 20_000;
    private static readonly SqlText _sql = SqlText.Load("Import.stage.sql");
    private readonly Lock _lock = new();
    private readonly FileStream _held;
    private readonly string _file;
    private readonly SqliteConnection _connection;
    private SqliteTransaction? _transaction;
    private int _rows;

    private ImportStage(string folder, FileStream held)
    {
        _held = held;
        _file = Path.Combine(folder, $"import-{Environment.ProcessId}.tmp");
        _connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        _connection.Open();
        _connection.Execute("pragma journal_mode=off");
        _connection.Execute("pragma synchronous=off");
        _connection.Execute(_sql["schema"]);
    }

    /// <summary>An empty one. What imports that were killed have left behind is removed.</summary>
    /// <returns>Null: another import has the folder.</returns>
    public static ImportStage? TryOpen(string folder)
    {
        if (TryHold(folder) is not { } held)
        {
            return null;
        }

        foreach (var left in Directory.EnumerateFiles(folder, "import-*.tmp"))
        {
            File.Delete(left);
        }

        return new ImportStage(folder, held);
    }

    public long Questions => _connection.Query(_sql["count-questions"], static row => row.GetInt64(0))[0];

    public void Add(StagedPost post) => Write(
        "add-post",
        ("@id", post.Id),
        ("@question", post.Question),
        ("@created", UnixMicroseconds.Of(post.CreatedAt)),
        ("@score", post.Score),
        ("@answers", post.Answers),
        ("@accepted", post.Accepted));

    /// <summary>Adds what happened to a post; false when the dump has no such post.</summary>
    public bool Add(StagedAct act)
    {
        if (Find(act.Post) is not { } post)
        {
            return false;
        }

        // A vote has a day only, and is never earlier than its post.
        var order = Math.Max(UnixMicroseconds.Of(act.At), UnixMicroseconds.Of(post.CreatedAt));
        Write(
            "add-act",
            ("@question", post.Question),
            ("@ordered", order),
            ("@kind", (int)act.Kind),
            ("@id", act.Id),
            ("@post", act.Post),
            ("@at", UnixMicroseconds.Of(act.At)),
            ("@user", act.User),
            ("@value", act.Value),
            ("@group", act.Group),
            ("@title", act.Title),
            ("@body", act.Body),
            ("@tags", act.Tags),
            ("@summary", act.Summary));
        return true;
    }

    public StagedPost? Find(long post)
    {
        lock (_lock)
        {
            return _connection.Query(_sql["find-post"], Post, ("@id", post)) is [var found] ? found : null;
        }
    }

    /// <summary>The number of a post's next vote, from 1.</summary>
    public long NextVote(long post)
    {
        lock (_lock)
        {
            Begin();
            return _connection.Query(_sql["next-vote"], static row => row.GetInt64(0), ("@id", post))[0];
        }
    }

    /// <summary>Removes answers to questions that the dump does not have; returns how many.</summary>
    public int DropOrphans()
    {
        lock (_lock)
        {
            Begin();
            return _connection.Execute(_sql["drop-orphans"]);
        }
    }

    /// <summary>Questions beyond one, in the order of their numbers.</summary>
    public IReadOnlyList<long> QuestionsAfter(long question, int limit)
    {
        lock (_lock)
        {
            Commit();
            return _connection.Query(_sql["questions"], static row => row.GetInt64(0), ("@after", question), ("@limit", limit));
        }
    }

    /// <summary>A question with its answers.</summary>
    public IReadOnlyList<StagedPost> PostsOf(long question)
    {
        lock (_lock)
        {
            return _connection.Query(_sql["posts-of"], Post, ("@question", question));
        }
    }

    /// <summary>What happened to a question and its answers, in order.</summary>
    public IReadOnlyList<StagedAct> ActsOf(long question)
    {
        lock (_lock)
        {
            return _connection.Query(_sql["acts-of"], Act, ("@question", question));
        }
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        _connection.Dispose();
        File.Delete(_file);
        _held.Dispose();
    }

    // A lock of the system's, which ends with the process however that ends.
    private static FileStream? TryHold(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "import.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static StagedPost Post(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        UnixMicroseconds.ToTime(row.GetInt64(2)),
        row.GetInt32(3),
        row.GetInt32(4),
        row.IsDBNull(5) ? null : row.GetInt64(5));

    private static StagedAct Act(DbDataReader row) => new(
        (StagedKind)row.GetInt32(0),
        row.GetInt64(1),
        row.GetInt64(2),
        UnixMicroseconds.ToTime(row.GetInt64(3)),
        row.IsDBNull(4) ? null : row.GetInt64(4),
        row.GetInt64(5),
        row.GetString(6),
        Text(row, 7),
        Text(row, 8),
        Text(row, 9),
        Text(row, 10));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private void Write(string query, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        lock (_lock)
        {
            Begin();
            _connection.Execute(_sql[query], values);
            if (++_rows % RowsPerCommit == 0)
            {
                Commit();
            }
        }
    }

    private void Begin() => _transaction ??= _connection.Begin();

    private void Commit()
    {
        _transaction?.Commit();
        _transaction?.Dispose();
        _transaction = null;
    }
}
