package import ExpDiagnostics
package import ExpSystem

/// The revisions of the repository that the working directory lies in, as sources of configs.
package struct Revisions: Sendable {
    /// The repository.
    package let repository: GitRepository

    private let objects: GitObjects

    /// Finds the repository and starts git.
    ///
    /// - Parameters:
    ///   - environment: Where to look, and the variables that git is started with.
    ///   - range: The text that asks for a revision, for messages.
    /// - Throws: `no-repository`, `git-failed`.
    package init(_ environment: ConfigEnvironment, askedAt range: SourceRange?) throws(Diagnostic) {
        let folder = environment.workingDirectory
        let found = GitRepository(containing: folder, environment: environment.variables)
        guard let found else { throw .noRepository(folder, at: range) }
        repository = found
        do throws(GitFailure) {
            objects = try GitObjects(found)
        } catch {
            throw .gitFailed(error, at: range)
        }
    }

    /// The files of a revision.
    ///
    /// - Parameters:
    ///   - revision: Anything of gitrevisions(7) that comes to a commit.
    ///   - range: The text that names it.
    /// - Returns: The files as a source.
    /// - Throws: `unknown-revision`, `git-failed`.
    package func source(
        _ revision: String,
        namedAt range: SourceRange?
    ) throws(Diagnostic) -> GitSource {
        let commit = try commit(revision, namedAt: range)
        return GitSource(
            GitFiles(objects, commit, root: repository.root),
            revision: revision
        )
    }

    /// The files of the last commit that two revisions have in common, named by its short id.
    ///
    /// - Throws: `unknown-revision`, `git-failed`.
    package func commonSource(
        _ first: String,
        _ second: String,
        namedAt range: SourceRange?
    ) throws(Diagnostic) -> GitSource {
        let ids = [
            try commit(first, namedAt: range).id, try commit(second, namedAt: range).id,
        ]
        let run: CommandRun
        do throws(SystemError) {
            run = try repository.run(["merge-base"] + ids)
        } catch {
            throw .gitFailed(.notStarted(error), at: range)
        }
        // git-merge-base(1): status 1 when there is none.
        guard run.status <= 1 else {
            let text = String(decoding: run.errorOutput, as: UTF8.self)
            throw .gitFailed(.failed(text), at: range)
        }
        guard run.status == 0 else {
            throw .noCommonCommit(first, second, isShallow: isShallow, at: range)
        }
        return try source(String(run.text.prefix(9)), namedAt: range)
    }

    private func commit(
        _ revision: String,
        namedAt range: SourceRange?
    ) throws(Diagnostic) -> GitCommit {
        let found: GitCommit?
        let head: GitCommit?
        do throws(GitFailure) {
            found = try objects.commit(revision)
            head = found == nil ? try objects.commit("HEAD") : nil
        } catch {
            throw .gitFailed(error, at: range)
        }
        if let found { return found }
        throw .unknownRevision(
            revision,
            hasCommits: head != nil,
            isShallow: isShallow,
            names: names,
            at: range
        )
    }

    /// Whether the clone was made without its whole history (gitrepository-layout(5), `shallow`).
    private var isShallow: Bool {
        FileSystem.kind(of: repository.commonFolder.appending("shallow")) == .file
    }

    /// The names of branches and tags, for suggestions.
    private var names: [String] {
        let run = try? repository.run([
            "for-each-ref", "--count=1000", "--format=%(refname:short)",
        ])
        return (run?.text ?? "").split(separator: "\n").map(String.init)
    }
}
